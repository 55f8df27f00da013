import { startSimulator } from '@tieout/simulator/run.ts'
import { plantInvoices } from './planted.ts'

/** `node simulator-child.ts INVOICES`: a simulator in a process of its own, so that it is never what is measured. Prints its address. */
const running = await startSimulator({ port: 0 })
plantInvoices(running, 'EMPTY', Number(process.argv[2] ?? '0'))
console.log(JSON.stringify({ url: running.url }))
process.stdin.on('end', () => void running.close().then(() => process.exit(0)))
process.stdin.resume()

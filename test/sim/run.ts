import { live } from './story.ts'
const n = Number(process.argv[2] ?? 10),
  from = Number(process.argv[3] ?? 1)
const t = performance.now()
let bad = 0
const faults = new Map<string, number>()
let crashes = 0,
  stops = 0,
  requests = 0,
  beyond = 0
for (let seed = from; seed < from + n; seed++) {
  const r = await live({ seed }, undefined, process.env['V'] ? console.log : undefined)
  for (const [k, v] of r.faults) faults.set(k, (faults.get(k) ?? 0) + v)
  crashes += r.crashes
  stops += r.stops
  requests += r.requests
  if (r.beyondPromise) beyond++
  if (r.violations.length) {
    bad++
    console.log(seed, r.violations.slice(0, 3).join('\n   ').slice(0, 900))
  }
}
console.log({ n, bad, ms: (performance.now() - t) / n, crashes, stops, requests, beyond }, faults)

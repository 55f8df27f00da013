import { Failure } from '../failure.ts'

/** What kept something from starting, as a failure with its cure where one is known; else the error itself. */
export function explained(error: unknown, port: number, option: string): unknown {
  if (!(error instanceof Error) || error instanceof Failure) return error
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new Failure(
      'refused',
      `Port ${port} is in use.`,
      `Another Tieout may be running; stop it, or choose another port with ${option}.`,
      'port_in_use',
    )
  }
  if ('cure' in error && typeof error.cure === 'string') {
    const message = error.message.replace(error.cure, '').trim()
    return new Failure('refused', message, error.cure, typeof code === 'string' ? code : 'start_failed')
  }
  return error
}

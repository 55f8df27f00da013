import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

/**
 * Loaded into a process before its program (`--import`): from one moment to the next its wall clock is off by as many milliseconds as stand
 * in the file that TIEOUT_TEST_CLOCK names. The monotonic clock stays as it is.
 */
const file = process.env['TIEOUT_TEST_CLOCK'] ?? ''
const lookEveryMs = 20
const wall = Date.now.bind(Date)
let off = 0
let looked = Number.NEGATIVE_INFINITY

function offBy(): number {
  const now = performance.now()
  if (now - looked < lookEveryMs) return off
  looked = now
  off = Number(readFileSync(file, 'utf8'))
  return off
}

Date.now = () => wall() + offBy()

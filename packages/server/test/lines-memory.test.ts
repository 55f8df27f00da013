import { expect, it } from 'vitest'
import { linesMemory } from '../src/remotes/intacct/lines-memory.ts'

const header = { RECORDNO: '7', WHENMODIFIED: '10/01/2026 08:00:00', TRX_TOTALPAID: '0' }
const lines = [{ RECORDNO: '70', TRX_AMOUNT: '12.00' }]

it('gives the lines back while the header is the same to the letter', () => {
  const memory = linesMemory()
  expect(memory.known('ARINVOICE', header)).toBeNull()
  memory.keep('ARINVOICE', header, lines)
  expect(memory.known('ARINVOICE', { ...header })).toEqual(lines)
  expect(memory.known('ARPYMT', header)).toBeNull()
})

it('forgets them when the stamp or any amount of the header moved', () => {
  const memory = linesMemory()
  memory.keep('ARINVOICE', header, lines)
  expect(memory.known('ARINVOICE', { ...header, WHENMODIFIED: '10/01/2026 08:00:01' })).toBeNull()
  expect(memory.known('ARINVOICE', { ...header, TRX_TOTALPAID: '5' })).toBeNull()
})

it('keeps the newest documents only', () => {
  const memory = linesMemory()
  for (let key = 1; key <= 5_001; key += 1) memory.keep('ARINVOICE', { RECORDNO: String(key) }, lines)
  expect(memory.known('ARINVOICE', { RECORDNO: '1' })).toBeNull()
  expect(memory.known('ARINVOICE', { RECORDNO: '2' })).toEqual(lines)
  expect(memory.known('ARINVOICE', { RECORDNO: '5001' })).toEqual(lines)
})

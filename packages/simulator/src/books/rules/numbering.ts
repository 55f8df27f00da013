import type { Company } from '../company.ts'

/**
 * The number of a new record: the caller's, or the next of the sequence that does not exist yet; '' when neither gives one. A sequence
 * that replaces given numbers ignores the caller's.
 */
export function numberFor(
  company: Company,
  sequence: string,
  given: string,
  exists: (number: string) => boolean,
): string {
  const numbering = company.settings.numbering[sequence]
  if (numbering?.on !== true) return given
  if (given !== '' && numbering.given === 'kept') return given
  let next = numbering.next
  let number = ''
  do {
    number = `${numbering.prefix}${String(next).padStart(numbering.digits, '0')}`
    next += 1
  } while (exists(number))
  company.change({ numbering: { [sequence]: { ...numbering, next } } })
  return number
}

/** How the gateway writes times for a user (protocol reference 3.8): order and separator of dates, zone, clock. */
export interface UserFormat {
  readonly locale: string
  readonly separator: string
  /** Of m, d and y; 'Y' is a year of four digits, 'y' of two. */
  readonly order: string
  /** Minutes east of UTC: a fixed offset, so daylight saving shows only when it is read again. */
  readonly offsetMinutes: number
  readonly clock: 12 | 24
}

/** What every connector assumes, and what the set-up guide asks for: MM/DD/YYYY, 24 h, UTC. */
export const UTC_FORMAT: UserFormat = {
  locale: 'en_US',
  separator: '/',
  order: 'mdY',
  offsetMinutes: 0,
  clock: 24,
}

/** Reads the answer of readUserFormatting; null when it is not in the documented form. */
export function formatOf(raw: {
  readonly locale: string
  readonly dateFormat: string
  readonly gmtOffset: string
  readonly clock: string
}): UserFormat | null {
  const date = /^(.)([mdyY]{3})$/.exec(raw.dateFormat)
  const offset = /^([+-])(\d{1,2}):(\d{2})$/.exec(raw.gmtOffset)
  const order = date?.[2]
  if (date?.[1] === undefined || order === undefined || offset === null) return null
  if (new Set(order.toLowerCase()).size !== 3 || (raw.clock !== '12' && raw.clock !== '24')) return null
  const minutes = Number(offset[2]) * 60 + Number(offset[3])
  return {
    locale: raw.locale,
    separator: date[1],
    order,
    offsetMinutes: offset[1] === '-' ? -minutes : minutes,
    clock: raw.clock === '12' ? 12 : 24,
  }
}

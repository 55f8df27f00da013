const dayMs = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, made)
  return made
}

/** Whether the text names a time zone, such as `Europe/Berlin`. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/** What the clock on the wall shows at a moment, as if it were UTC: epoch milliseconds, whole seconds. */
export function wallOf(moment: number, zone: string): number {
  const part: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(moment)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/**
 * The moment at which the wall shows this time. In spring, when clocks leave it out, as much later as they are put forward; in autumn,
 * when they show it twice, the first of both.
 */
export function momentOfWall(wall: number, zone: string): number {
  const before = wallOf(wall - dayMs, zone) - (wall - dayMs)
  const after = wallOf(wall + dayMs, zone) - (wall + dayMs)
  const shown = [wall - before, wall - after].filter((moment) => wallOf(moment, zone) === wall)
  return shown.length === 0 ? wall - before : Math.min(...shown)
}

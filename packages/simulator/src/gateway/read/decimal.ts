const shape = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/

/** Compares two plain decimals exactly. Undefined if either is none. */
export function compareDecimals(left: string, right: string): number | undefined {
  if (left === '' || right === '') return undefined
  if (left === right) return 0
  const a = shape.exec(left)
  const b = shape.exec(right)
  if (a === null || b === null) return undefined
  const places = Math.max(a[3]?.length ?? 0, b[3]?.length ?? 0)
  const scaled = (parts: RegExpExecArray): bigint => {
    const whole = BigInt(`${parts[2] ?? ''}${(parts[3] ?? '').padEnd(places, '0')}` || '0')
    return parts[1] === '-' ? -whole : whole
  }
  const difference = scaled(a) - scaled(b)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Adds plain decimals exactly; what is no decimal counts as nothing. Keeps the most decimal places seen. */
export function sumDecimals(values: readonly string[]): string {
  let places = 0
  for (const value of values) places = Math.max(places, shape.exec(value)?.[3]?.length ?? 0)
  let total = 0n
  for (const value of values) {
    const parts = shape.exec(value)
    if (parts === null) continue
    const whole = BigInt(`${parts[2] ?? ''}${(parts[3] ?? '').padEnd(places, '0')}` || '0')
    total += parts[1] === '-' ? -whole : whole
  }
  return fromScaled(total, places)
}

/** The mean of plain decimals, to two places beyond the most precise value, rounded towards zero. */
export function averageDecimals(values: readonly string[]): string {
  if (values.length === 0) return ''
  const sum = sumDecimals(values)
  const places = (sum.split('.')[1]?.length ?? 0) + 2
  const scaled = BigInt(sum.replace('.', '')) * 100n
  return fromScaled(scaled / BigInt(values.length), places)
}

function fromScaled(value: bigint, places: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0')
  const sign = value < 0n ? '-' : ''
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/**
 * How alike two names are, 0 to 1, from their telling words. Each word of the shorter name looks for its best partner; long words weigh
 * more, and what has no partner counts against it, so that "Acme North" and "Acme South" are not the same firm.
 */
export function likeness(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const joinedA = a.join('')
  const joinedB = b.join('')
  if (joinedA === joinedB) return 1
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  const left = [...many]
  let found = 0
  let all = 0
  for (const word of few) {
    let best = -1
    let bestAlike = 0
    left.forEach((other, at) => {
      const alike = wordLikeness(word, other)
      if (alike > bestAlike) [best, bestAlike] = [at, alike]
    })
    const partner = best < 0 ? undefined : left[best]
    const weight = Math.max(word.length, partner?.length ?? 0)
    all += weight
    found += weight * bestAlike
    if (best >= 0) left.splice(best, 1)
  }
  for (const word of left) all += word.length
  const byWords = all === 0 ? 0 : found / all
  // Words run together or torn apart: only worth a look where the words alone leave a doubt.
  if (byWords >= 0.97 || byWords < 0.3) return byWords
  const whole = spelling(joinedA, joinedB, 0.85)
  return Math.max(byWords, whole * 0.97)
}

function wordLikeness(a: string, b: string): number {
  if (a === b) return 1
  if (/\d/.test(a) || /\d/.test(b)) return 0
  const short = a.length <= b.length ? a : b
  const long = a.length <= b.length ? b : a
  if (short.length >= 3 && long.startsWith(short)) return 0.9
  return spelling(a, b, 0.6)
}

/** 1 minus the share of letters that have to be typed anew; swapped neighbours count as one. 0 for what is below `least`. */
export function spelling(a: string, b: string, least = 0): number {
  const longest = Math.max(a.length, b.length)
  if (longest === 0) return 1
  if (1 - Math.abs(a.length - b.length) / longest < least) return 0
  const alike = 1 - edits(a, b) / longest
  return alike >= least ? alike : 0
}

function edits(a: string, b: string): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row]
    for (let at = 1; at <= b.length; at += 1) {
      const same = a[row - 1] === b[at - 1]
      let least = Math.min((last[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1, (last[at - 1] ?? 0) + (same ? 0 : 1))
      if (row > 1 && at > 1 && a[row - 1] === b[at - 2] && a[row - 2] === b[at - 1])
        least = Math.min(least, (before[at - 2] ?? 0) + 1)
      next.push(least)
    }
    before = last
    last = next
  }
  return last[b.length] ?? 0
}

type Value = number | Readonly<Record<string, number>>
type Values = Readonly<Record<string, Value>>

/** What one test left. */
export interface Measured {
  readonly what: string
  /** Day, `YYYY-MM-DD` in UTC. */
  readonly on: string
  readonly values: Readonly<Record<string, unknown>>
}

/** By what was measured; only the values that the page tells of. */
export type Figures = Readonly<Record<string, { readonly on: string; readonly values: Values }>>

interface Kind {
  readonly match: RegExp
  /** Values that are kept. */
  readonly keep: readonly string[]
  readonly tell: (values: Values, what: string) => string
}

const count = (value: Value | undefined): string =>
  typeof value === 'number' ? value.toLocaleString('en-US') : '?'
const seconds = (ms: Value | undefined): string => (typeof ms === 'number' ? (ms / 1000).toFixed(1) : '?')
const byKind = (kinds: Value | undefined): string =>
  typeof kinds === 'object'
    ? Object.entries(kinds)
        .map(([kind, times]) => `${kind} ${count(times)}`)
        .join(', ')
    : ''

const troubled: Pick<Kind, 'keep' | 'tell'> = {
  keep: ['invoices', 'p99', 'slowest', 'seed'],
  tell: (v, what) =>
    `${what}: ${count(v['invoices'])} invoices, once each; at work again within ${seconds(v['p99'])} s (99 of 100), ${seconds(v['slowest'])} s at most`,
}

/** In the order of the page. */
const kinds: readonly Kind[] = [
  {
    match: /^histories/,
    keep: ['histories', 'broken', 'kills', 'stops', 'faults', 'kinds'],
    tell: (v, what) =>
      `${what}: ${count(v['histories'])}, of which ${count(v['broken'])} broke a promise; ${count(v['kills'])} kills, ${count(v['stops'])} stops, ${count(v['faults'])} faults (${byKind(v['kinds'])})`,
  },
  {
    match: /^killed at every await$/,
    keep: ['points', 'flows'],
    tell: (v) =>
      `a worker killed at every await: ${count(v['points'])} of ${count(v['flows'])} flows, all to the same end`,
  },
  {
    match: /^on both rings/,
    keep: ['seeds', 'crashes', 'faults', 'violations'],
    tell: (v, what) =>
      `${what}, the model and the real store: ${count(v['seeds'])} histories with ${count(v['crashes'])} kills and ${count(v['faults'])} faults, ${count(v['violations'])} differences or breaches`,
  },
  {
    match: /^planted /,
    keep: ['seed', 'took'],
    tell: (v, what) =>
      `${what.replace('planted ', 'planted fault: ')}, caught after ${count(v['took'])} histories`,
  },
  { match: /^(server killed|one of a crew killed|database restarted) /, ...troubled },
  {
    match: /^worker stopped$/,
    keep: ['invoices', 'times'],
    tell: (v) =>
      `a worker stopped past its lease and woken ${count(v['times'])} times: ${count(v['invoices'])} invoices, once each`,
  },
  {
    match: /^connections to .* cut$/,
    keep: ['times', 'swallowed', 'searched', 'invoices'],
    tell: (v, what) =>
      `${what} half-open ${count(v['times'])} times, ${count(v['swallowed'])} pieces sent into the silence${v['searched'] === undefined ? '' : `, ${count(v['searched'])} writes searched for`}: ${count(v['invoices'])} invoices, once each`,
  },
  {
    match: /^disk full$/,
    keep: ['times', 'refused', 'died', 'invoices'],
    tell: (v) =>
      `disk full ${count(v['times'])} times, ${count(v['refused'])} deliveries of the app refused, the database ended by it ${count(v['died'])} times: ${count(v['invoices'])} invoices, once each`,
  },
  {
    match: /^clocks moved$/,
    keep: ['times', 'invoices'],
    tell: (v) =>
      `a clock moved by hours ${count(v['times'])} times: ${count(v['invoices'])} invoices, once each`,
  },
  {
    match: /^killed ten times$/,
    keep: ['invoices', 'payments', 'seed'],
    tell: (v) =>
      `a real ledger through ten kills: ${count(v['invoices'])} invoices and ${count(v['payments'])} payments, once each`,
  },
  {
    match: /^replies lost$/,
    keep: ['invoices', 'payments', 'requests', 'seed'],
    tell: (v) => `the same with every fifth reply lost: ${count(v['requests'])} requests, once each`,
  },
  {
    match: /^restored in the middle$/,
    keep: ['atBackup', 'atLoss', 'invoices'],
    tell: (v) =>
      `a backup restored in the middle of an import: made after ${count(v['atBackup'])} writes, lost after ${count(v['atLoss'])}; ${count(v['invoices'])} invoices, once each`,
  },
  {
    match: /^backfill under deletions$/,
    keep: ['invoices', 'pages'],
    tell: (v) =>
      `a backfill of ${count(v['invoices'])} while a record that was read is deleted after each of its ${count(v['pages'])} pages: none of the others missed`,
  },
]

const kindOf = (what: string): Kind | undefined => kinds.find(({ match }) => match.test(what))

function isValue(value: unknown): value is Value {
  return (
    typeof value === 'number' ||
    (typeof value === 'object' &&
      value !== null &&
      Object.values(value).every((one) => typeof one === 'number'))
  )
}

/** What the page tells of, out of what the tests left. Values inside `books` count as the test's own. */
export function picked(measured: readonly Measured[]): Figures {
  const entries = measured.flatMap(({ what, on, values }) => {
    const kind = kindOf(what)
    if (kind === undefined) return []
    const flat = { ...values, ...(typeof values['books'] === 'object' ? values['books'] : {}) }
    const kept = Object.entries(flat).filter(([key, value]) => kind.keep.includes(key) && isValue(value))
    return [[what, { on, values: Object.fromEntries(kept) as Values }] as const]
  })
  return Object.fromEntries(entries)
}

const begin = '<!-- figures: written by "npm run figures", never by hand -->'
const end = '<!-- end of figures -->'

/** The list of figures as Markdown. */
export function figuresPart(figures: Figures): string {
  const lines = kinds.flatMap((kind) =>
    Object.entries(figures)
      .filter(([what]) => kindOf(what) === kind)
      .map(([what, { on, values }]) => `- ${kind.tell(values, what)} (${on})`),
  )
  return [begin, '', ...(lines.length === 0 ? ['None yet.'] : lines), '', end].join('\n')
}

/** The page with this list in the place of the one that it has. @throws RangeError when it has none */
export function withFigures(page: string, part: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from < 0 || to < from) throw new RangeError('The page has no place for figures.')
  return page.slice(0, from) + part + page.slice(to + end.length)
}

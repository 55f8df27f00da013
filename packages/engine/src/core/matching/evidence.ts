import { isFirmDomain, mailDomain, nameWords, plainCode } from './names.ts'
import { likeness } from './likeness.ts'

/** One of the app's or of Intacct's, as far as it tells who it is. */
export interface Matchable {
  /** The app's id; on Intacct's side kind and RECORDNO. */
  readonly key: string
  /** Number or code that people know it by. */
  readonly code: string
  readonly name: string
  readonly email?: string | null | undefined
  readonly taxNumber?: string | null | undefined
  /** Open invoices as `number|currency|total`, at most a few. */
  readonly invoices?: readonly string[] | undefined
  /** Tax rate in percent, for tax types. */
  readonly rate?: string | null | undefined
}

/** The same, made ready to be compared. */
export interface Prepared {
  readonly item: Matchable
  readonly code: string
  readonly words: readonly string[]
  readonly name: string
  readonly email: string
  readonly domain: string
  readonly tax: string
  readonly invoices: ReadonlySet<string>
  readonly rate: number | null
}

/** Texts as they are compared. */
export function preparedItem(item: Matchable): Prepared {
  const words = nameWords(item.name)
  const domain = mailDomain(item.email ?? '')
  const rate = Number.parseFloat(item.rate ?? '')
  return {
    item,
    words,
    code: plainCode(item.code),
    name: words.join(' '),
    email: (item.email ?? '').trim().toLowerCase(),
    domain: isFirmDomain(domain) ? domain : '',
    tax: plainCode(item.taxNumber ?? ''),
    invoices: new Set(item.invoices),
    rate: Number.isFinite(rate) ? rate : null,
  }
}

export const evidenceKinds = [
  'id',
  'tax_number',
  'email',
  'email_domain',
  'invoices',
  'name',
  'rate',
] as const

/** What speaks for a match. `strength` 0 to 1 for a name; `count` of equal open invoices. */
export interface Evidence {
  readonly kind: (typeof evidenceKinds)[number]
  readonly strength: number
  readonly count?: number
}

export interface Weighed {
  /** 0 to 1. */
  readonly score: number
  readonly evidence: readonly Evidence[]
}

/** How often each text stands on either side: what several share tells little. */
export interface Rarity {
  readonly isShared: (kind: 'code' | 'tax' | 'email' | 'domain' | 'name', value: string) => boolean
}

/** From here on a proposal may be accepted without looking at each (ui: "Accept suggestions"). */
export const acceptFrom = 0.9
/** A name alone is never more than this. */
const nameAlone = 0.75
/** Below it nothing is proposed. */
export const proposeFrom = 0.5

/**
 * Weighs what speaks for two contacts being the same. Nothing reaches `acceptFrom` by a single finding: a number, a tax number, an address
 * or invoices each need a name that does not speak against it, and what several contacts share counts little.
 */
export function weighContacts(a: Prepared, b: Prepared, { isShared }: Rarity): Weighed {
  const alike = likeness(a.words, b.words)
  const evidence: Evidence[] = []
  let hard = 0
  const sameCode = a.code !== '' && a.code === b.code
  if (sameCode) {
    evidence.push({ kind: 'id', strength: isShared('code', a.code) ? 0.5 : 1 })
    hard += isShared('code', a.code) ? 0.3 : 0.8
  }
  if (a.tax !== '' && a.tax === b.tax) {
    const shared = isShared('tax', a.tax)
    evidence.push({ kind: 'tax_number', strength: shared ? 0.5 : 1 })
    hard += shared ? 0.3 : 0.8
  }
  if (a.email !== '' && a.email === b.email) {
    const shared = isShared('email', a.email)
    evidence.push({ kind: 'email', strength: shared ? 0.5 : 1 })
    hard += shared ? 0.25 : 0.6
  } else if (a.domain !== '' && a.domain === b.domain) {
    const shared = isShared('domain', a.domain)
    evidence.push({ kind: 'email_domain', strength: shared ? 0.3 : 1 })
    hard += shared ? 0.1 : 0.45
  }
  const equal = equalInvoices(a, b)
  if (equal > 0) {
    evidence.push({ kind: 'invoices', strength: Math.min(1, equal / 2), count: equal })
    hard += Math.min(0.7, 0.45 * equal)
  }
  if (alike >= 0.6) evidence.push({ kind: 'name', strength: alike })
  return { score: scoreOf(a, b, alike, Math.min(1, hard), isShared), evidence }
}

function scoreOf(
  a: Prepared,
  b: Prepared,
  alike: number,
  hard: number,
  isShared: Rarity['isShared'],
): number {
  const homonym = isShared('name', a.name) || isShared('name', b.name)
  // What both have and what differs speaks against: another tax number is another firm.
  const against = a.tax !== '' && b.tax !== '' && a.tax !== b.tax ? 0.35 : 0
  const name = Math.max(0, Math.min(1, (alike - 0.4) / 0.5))
  const ceiling = hard === 0 ? nameAlone : alike < 0.55 ? 0.85 : homonym && hard < 0.6 ? 0.8 : 1
  const both = hard === 0 ? name * nameAlone : 0.66 * hard + 0.45 * name
  return round(Math.max(0, Math.min(ceiling, both) - against))
}

function equalInvoices(a: Prepared, b: Prepared): number {
  const [few, many] = a.invoices.size <= b.invoices.size ? [a.invoices, b.invoices] : [b.invoices, a.invoices]
  let equal = 0
  for (const invoice of few) if (many.has(invoice)) equal += 1
  return equal
}

/**
 * Weighs two values (an account, a tax type, a tracking option): their codes name them, so an equal code with a like name is enough, and so
 * is the very name where no other has it. A tax type must have the same rate, if both tell it.
 */
export function weighValues(a: Prepared, b: Prepared, { isShared }: Rarity): Weighed {
  const evidence: Evidence[] = []
  const alike = Math.max(likeness(a.words, b.words), 0.8 * contained(a.words, b.words))
  if (a.rate !== null && b.rate !== null && a.rate !== b.rate) return { score: 0, evidence }
  const sameRate = a.rate !== null && a.rate === b.rate
  const sameCode = a.code !== '' && a.code === b.code
  if (sameCode) evidence.push({ kind: 'id', strength: 1 })
  if (sameRate) evidence.push({ kind: 'rate', strength: 1 })
  if (alike >= 0.6) evidence.push({ kind: 'name', strength: alike })
  const name = Math.max(0, (alike - 0.4) / 0.6)
  const shared = isShared('name', a.name) || isShared('name', b.name) || isShared('code', a.code)
  if (sameCode) return { score: round(Math.min(shared ? 0.95 : 1, 0.8 + 0.2 * name)), evidence }
  if (sameRate) return { score: round(Math.min(shared ? 0.8 : 0.95, 0.5 + 0.45 * name)), evidence }
  return { score: round(nameAlone * name), evidence }
}

/** The share of the shorter name's words that the longer one has, too: "Sales" in "Sales revenue". */
function contained(a: readonly string[], b: readonly string[]): number {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  return few.length === 0 ? 0 : few.filter((word) => many.includes(word)).length / few.length
}

function round(score: number): number {
  return Math.round(score * 1000) / 1000
}

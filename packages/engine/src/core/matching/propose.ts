import { acceptFrom, preparedItem, proposeFrom, weighContacts, weighValues } from './evidence.ts'
import type { Evidence, Matchable, Prepared, Rarity, Weighed } from './evidence.ts'

export interface Proposal {
  /** `key` of the app's item. */
  readonly item: string
  /** `key` of the one in Intacct. */
  readonly remote: string
  readonly score: number
  readonly evidence: readonly Evidence[]
  /** How many others are nearly as likely: a person has to look. */
  readonly rivals: number
}

/** One block key is looked through as long as it has no more than so many: what more share tells nobody apart. */
const mostInBlock = 40
/** Candidates of one item that are weighed at most. */
const mostWeighed = 16
/** A rival this near makes a match doubtful. */
const near = 0.12
/** A proposal with rivals is never accepted by itself. */
const contestedAtMost = 0.8

/**
 * Proposes for each item of the app at most one of Intacct's, and each of those once. Who can be the same is found by keys that both have
 * (number, tax number, address, domain, invoices, words of the name), so the work grows with the lists and not with their product.
 * @param family what is weighed: contacts or values
 * @param step called between portions of a few hundred items, so that a caller can let others work meanwhile
 */
export async function propose(
  family: 'contact' | 'value',
  items: readonly Matchable[],
  remotes: readonly Matchable[],
  step: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly Proposal[]> {
  const ours: Prepared[] = []
  for (const portion of portions(items)) {
    ours.push(...portion.map(preparedItem))
    await step()
  }
  const blocks = new Map<string, Prepared[]>()
  const theirs: Prepared[] = []
  for (const portion of portions(remotes)) {
    for (const item of portion.map(preparedItem)) {
      theirs.push(item)
      for (const key of blockKeys(item)) {
        const block = blocks.get(key)
        if (block === undefined) blocks.set(key, [item])
        else block.push(item)
      }
    }
    await step()
  }
  const rarity = rarityOf(ours, theirs)
  const weigh = family === 'contact' ? weighContacts : weighValues
  const pairs: Pair[] = []
  for (const portion of portions(ours)) {
    for (const item of portion) pairs.push(...pairsOf(item, blocks, rarity, weigh))
    await step()
  }
  return settlePairs(pairs)
}

interface Pair extends Weighed {
  readonly item: string
  readonly remote: string
}

function* portions<Item>(list: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < list.length; at += 500) yield list.slice(at, at + 500)
}

function blockKeys({ code, tax, email, domain, invoices, words, name }: Prepared): readonly string[] {
  const keys: string[] = []
  if (code !== '') keys.push(`c:${code}`)
  if (tax !== '') keys.push(`t:${tax}`)
  if (email !== '') keys.push(`e:${email}`)
  if (domain !== '') keys.push(`d:${domain}`)
  for (const invoice of invoices) keys.push(`i:${invoice}`)
  if (name !== '') keys.push(`n:${name}`)
  for (const word of words) {
    keys.push(`w:${word}`)
    // The beginning, and the letters without vowels, find what was misspelt in the middle.
    if (word.length > 4) keys.push(`p:${word.slice(0, 4)}`, `k:${skeleton(word)}`)
  }
  for (let at = 1; at < words.length; at += 1)
    keys.push(`b:${[(words[at - 1] ?? '').slice(0, 3), (words[at] ?? '').slice(0, 3)].sort().join('|')}`)
  return [...new Set(keys)]
}

function skeleton(word: string): string {
  const [first = '', ...rest] = word
  return first + rest.filter((letter, at) => !'aeiouy'.includes(letter) && letter !== rest[at - 1]).join('')
}

function pairsOf(
  item: Prepared,
  blocks: ReadonlyMap<string, readonly Prepared[]>,
  rarity: Rarity,
  weigh: (a: Prepared, b: Prepared, rarity: Rarity) => Weighed,
): Pair[] {
  const hits = new Map<Prepared, number>()
  for (const key of blockKeys(item)) {
    const block = blocks.get(key)
    if (block === undefined || block.length > mostInBlock) continue
    for (const other of block) hits.set(other, (hits.get(other) ?? 0) + keyWeight(key))
  }
  return [...hits]
    .sort((a, b) => b[1] - a[1])
    .slice(0, mostWeighed)
    .map(([other]) => ({ item: item.item.key, remote: other.item.key, ...weigh(item, other, rarity) }))
    .filter(({ score }) => score >= proposeFrom - near)
}

/** What tells more is weighed first. */
function keyWeight(key: string): number {
  return 'ctein'.includes(key[0] ?? '') ? 5 : 1
}

function rarityOf(ours: readonly Prepared[], theirs: readonly Prepared[]): Rarity {
  const shared = new Set<string>()
  for (const side of [ours, theirs]) {
    const seen = new Set<string>()
    for (const item of side) {
      for (const field of ['code', 'tax', 'email', 'domain', 'name'] as const) {
        const key = `${field}:${item[field]}`
        if (item[field] === '') continue
        if (seen.has(key)) shared.add(key)
        else seen.add(key)
      }
    }
  }
  return { isShared: (field, value) => shared.has(`${field}:${value}`) }
}

/** The best pairs first, each side once. Whoever has a near rival on either side stays a question. */
function settlePairs(pairs: readonly Pair[]): readonly Proposal[] {
  const byItem = Map.groupBy(pairs, ({ item }) => item)
  const byRemote = Map.groupBy(pairs, ({ remote }) => remote)
  const takenItems = new Set<string>()
  const takenRemotes = new Set<string>()
  const proposals: Proposal[] = []
  const inOrder = [...pairs].sort(
    (a, b) => b.score - a.score || compareText(a.item, b.item) || compareText(a.remote, b.remote),
  )
  for (const pair of inOrder) {
    if (pair.score < proposeFrom) break
    if (takenItems.has(pair.item) || takenRemotes.has(pair.remote)) continue
    takenItems.add(pair.item)
    takenRemotes.add(pair.remote)
    const rivals = nearby(byItem.get(pair.item) ?? [], pair) + nearby(byRemote.get(pair.remote) ?? [], pair)
    const score = rivals === 0 ? pair.score : Math.min(pair.score, contestedAtMost)
    proposals.push({ item: pair.item, remote: pair.remote, score, evidence: pair.evidence, rivals })
  }
  return proposals
}

function nearby(pairs: readonly Pair[], pair: Pair): number {
  return pairs.filter(
    (other) => (other.item !== pair.item || other.remote !== pair.remote) && other.score > pair.score - near,
  ).length
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Whether a proposal may be accepted together with others, without a look at each. */
export function isSure(proposal: Pick<Proposal, 'score' | 'rivals'>): boolean {
  return proposal.score >= acceptFrom && proposal.rivals === 0
}

import type { MatchDecision, MatchItem, Matching } from '../../src/matching/queries.ts'

/** The matching of one company, in memory: decisions change it, as the API's would. */
export interface MockMatching {
  summary(): Matching
  list(kind: string, show: string, q: string): { items: MatchItem[]; next: null }
  candidates(q: string): object
  decide(kind: string, decision: MatchDecision): object
  undo(): object
}

interface There {
  readonly type: string
  readonly key: string
  readonly id: string
  readonly name: string
}

const there: readonly There[] = [
  { type: 'customer', key: '11', id: 'C-204', name: 'Lakeside Vets Inc.' },
  { type: 'customer', key: '12', id: 'C-377', name: 'Birch Ltd' },
  { type: 'customer', key: '13', id: 'C-378', name: 'Birch Limited' },
  { type: 'customer', key: '14', id: 'C-500', name: 'Harbor Dental Supplies' },
]

const open = (kind: MatchItem['kind'], id: string, code: string, name: string): MatchItem => ({
  kind,
  id,
  code,
  name,
  state: 'open',
  remote: null,
  createAs: null,
  decidedBy: null,
  decidedAt: null,
  proposal: null,
})

const proposed = (
  item: MatchItem,
  remote: There | undefined,
  score: number,
  rivals: number,
  why: string,
): MatchItem =>
  remote === undefined
    ? item
    : {
        ...item,
        proposal: { ...remote, score, rivals, sure: rivals === 0 && score >= 0.9, evidence: [], why },
      }

export function mockMatching(empty: boolean): MockMatching {
  const [lakeside, birch] = there
  let items: MatchItem[] = empty
    ? []
    : [
        proposed(
          open('customer', 'c1', 'C-204', 'Lakeside Vets'),
          lakeside,
          0.98,
          0,
          'same tax number, like name',
        ),
        proposed(
          open('customer', 'c2', 'B-7', 'Birch Ltd'),
          birch,
          0.75,
          1,
          'same name; 1 other is as likely',
        ),
        open('customer', 'c3', 'C-019', 'Old Mill Bakery and Confectionery of the Upper Valley'),
        ...Array.from({ length: 240 }, (_, at) =>
          open(
            'customer',
            `d${String(at)}`,
            `D-${String(1000 + at)}`,
            `Yard ${String(at).padStart(3, '0')} Rentals`,
          ),
        ),
        {
          ...open('account', 'rev', '4000', 'Sales'),
          state: 'matched',
          remote: { type: 'account', key: '1', id: '4000', name: 'Sales' },
          decidedBy: 'A. Kaya',
        },
      ]
  let before = items
  const titles = { account: ['Accounts', 'account'], customer: ['Customers', 'customer'] } as const
  const summary = (): Matching => {
    const kinds = (['account', 'customer'] as const).flatMap((kind): Matching['kinds'] => {
      const own = items.filter((item) => item.kind === kind)
      if (own.length === 0) return []
      const count = (state: MatchItem['state']) => own.filter((item) => item.state === state).length
      return [
        {
          kind,
          title: titles[kind][0],
          one: titles[kind][1],
          total: own.length,
          open: count('open'),
          matched: count('matched'),
          archived: count('archived'),
          created: count('created'),
          suggested: own.filter(({ state, proposal }) => state === 'open' && proposal !== null).length,
          sure: own.filter(({ state, proposal }) => state === 'open' && proposal?.sure === true).length,
          there: 4,
          createAs: kind === 'customer' ? ['customer'] : [],
          proposedAt: '2026-03-31T17:00:00.000Z',
          stale: false,
        },
      ]
    })
    const left = kinds.reduce((sum, kind) => sum + kind.open, 0)
    return {
      kinds,
      needed: kinds.length > 0,
      done: left === 0,
      blocked: left === 0 ? null : `${String(left)} customers are not decided yet.`,
      asOf: '2026-03-31T18:02:10.000Z',
    }
  }
  const decided = (item: MatchItem, decision: MatchDecision): MatchItem => {
    const by = { decidedBy: 'A. Kaya', decidedAt: '2026-03-31T18:02:10.000Z', remote: null, createAs: null }
    switch (decision.decision) {
      case 'match': {
        const key = decision.items.find(({ id }) => id === item.id)?.key
        return { ...item, ...by, state: 'matched', remote: there.find((each) => each.key === key) ?? null }
      }
      case 'accept':
        return { ...item, ...by, state: 'matched', remote: item.proposal }
      case 'archive':
        return { ...item, ...by, state: 'archived' }
      case 'create':
        return { ...item, ...by, state: 'created', createAs: decision.as }
      case 'reopen':
        return { ...item, ...by, decidedBy: null, state: 'open' }
    }
  }
  const concerns = (item: MatchItem, decision: MatchDecision): boolean => {
    if (decision.decision === 'match') return decision.items.some(({ id }) => id === item.id)
    if (decision.ids === 'sure') return item.state === 'open' && item.proposal?.sure === true
    if (decision.ids === 'unsuggested') return item.state === 'open' && item.proposal === null
    return decision.ids === 'open' ? item.state === 'open' : decision.ids.includes(item.id)
  }
  return {
    summary,
    list: (kind, show, q) => ({
      items: items.filter(
        (item) =>
          item.kind === kind &&
          (show === 'all' || (show === 'suggested' ? item.proposal !== null : item.state === show)) &&
          item.name.toLowerCase().startsWith(q.toLowerCase()),
      ),
      next: null,
    }),
    candidates: (q) => ({
      items: there
        .filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(q.toLowerCase()))
        .map((each) => ({
          ...each,
          email: null,
          taxNumber: null,
          usedFor: items.find(({ remote }) => remote?.key === each.key)?.name ?? null,
        })),
    }),
    decide: (kind, decision) => {
      before = items
      const chosen = new Set(items.filter((item) => item.kind === kind && concerns(item, decision)))
      items = items.map((item) => (chosen.has(item) ? decided(item, decision) : item))
      const step = '11111111-1111-4111-8111-111111111111'
      return { step, decided: chosen.size, refused: [], refusedCount: 0, matching: summary() }
    },
    undo: () => {
      const back = items.filter((item, at) => item !== before[at]).length
      items = before
      return { step: null, decided: back, refused: [], refusedCount: 0, matching: summary() }
    },
  }
}

import { infoOfMatch } from '@tieout/engine/core/matching/kinds.ts'
import type { MatchKind } from '@tieout/engine/core/matching/kinds.ts'
import { isSure, propose } from '@tieout/engine/core/matching/propose.ts'
import type { Proposal } from '@tieout/engine/core/matching/propose.ts'
import type { Settings } from '@tieout/engine/core/settings.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { noteKind, takeCustomers } from '@tieout/store/views/match-items.ts'
import type { StoredProposal } from '@tieout/store/views/match-items.ts'
import { freeRemotes, openInvoices, openItems, saveProposals } from '@tieout/store/views/match-propose.ts'
import type { RemoteItem } from '@tieout/store/views/match-propose.ts'
import type { Data } from '../data.ts'
import type { ServerSeams } from '../system/seams.ts'

interface Parts {
  readonly data: Data
  readonly seams: Pick<ServerSeams, 'clock'>
}

/**
 * Looks for what each undecided item of a kind may be in Intacct, by our copy of Intacct's lists, and writes the proposals down in place of
 * earlier ones. Reads and writes are short transactions; between them it lets others work after every few hundred items.
 */
export async function makeProposals(
  { data, seams }: Parts,
  scope: Scope,
  kind: MatchKind,
  settings: Settings,
): Promise<void> {
  const at = seams.clock.now()
  const { source, family, against } = infoOfMatch(kind)
  if (source === 'records') await data.marking(scope, (view) => takeCustomers(view, scope))
  const { items, remotes } = await data.snapshot(scope.workspace, async (view) => {
    const own = await openItems(view, scope, kind)
    const free = await freeRemotes(view, scope, against)
    if (family !== 'contact') return { items: own, remotes: free }
    const ours = await openInvoices(view, scope, 'app', settings.baseCurrency)
    const theirs = await openInvoices(view, scope, 'remote', settings.baseCurrency)
    return {
      items: own.map((item) => ({ ...item, invoices: ours.get(item.key) ?? [] })),
      remotes: free.map((item) =>
        item.type === 'customer' ? { ...item, invoices: theirs.get(item.code) ?? [] } : item,
      ),
    }
  })
  const found: Proposal[] = []
  for (const [dimension, group] of Map.groupBy(items, (item) => item.dimension)) {
    const fitting = dimension === null ? remotes : remotes.filter(({ type }) => type === dimension)
    found.push(...(await propose(family, group, fitting, () => seams.clock.sleep(0))))
  }
  const byKey = new Map(remotes.map((item) => [item.key, item]))
  const rows = found.flatMap((proposal) => {
    const remote = byKey.get(proposal.remote)
    if (remote === undefined) return []
    return [{ id: proposal.item, proposal: stored(proposal, remote), sure: isSure(proposal) }]
  })
  await data.marking(scope, async (view) => {
    await saveProposals(view, scope, kind, rows)
    await noteKind(view, scope, kind, 'proposed_at', at)
  })
}

function stored(
  { score, rivals, evidence }: Proposal,
  { type, recordKey: key, code: id, name }: RemoteItem,
): StoredProposal {
  return { type, key, id, name, score, rivals, evidence }
}

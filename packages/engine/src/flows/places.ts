import { looksAtPlaces } from '../core/accounts.ts'
import type { Place } from '../core/accounts.ts'
import type { RecordData } from '../core/records.ts'
import type { Situation } from '../ports/situation.ts'
import type { FlowContext } from './context.ts'

/** Where the documents of a look belong: one question to the store, and only where the settings look at it. */
export async function placeFor(
  { store, connection }: Pick<FlowContext, 'store' | 'connection'>,
  situations: readonly Situation[],
): Promise<{ readonly place?: Place }> {
  const { settings, scope, entity = null } = connection
  if (!looksAtPlaces(settings)) return {}
  const locations = new Set(settings.defaults.location === undefined ? [] : [settings.defaults.location])
  const invoices = new Set<string>()
  for (const { type, app, resolved } of situations) {
    for (const location of app === null ? [] : locationsOf(app.data)) locations.add(location)
    if (type === 'payment') for (const key of invoicesOf(resolved)) invoices.add(key)
  }
  const placement = await store.placement(scope, { locations: [...locations], invoices: [...invoices] })
  return { place: { entity, placement } }
}

function locationsOf(data: RecordData): readonly string[] {
  return 'lines' in data ? data.lines.flatMap(({ location }) => location ?? []) : []
}

function invoicesOf(resolved: Situation['resolved']): readonly string[] {
  return resolved.flatMap(({ reference, remote }) =>
    reference.type === 'invoice' && remote !== null ? [remote.key] : [],
  )
}

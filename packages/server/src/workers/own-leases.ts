import type { Store } from '@tieout/engine/ports.ts'

/**
 * The store of a data folder that this process alone serves. What a killed process had sent is nobody's: at our first look at a
 * connection all its leases count as ended, so that what was sent is searched for at once and not when they run out.
 */
export function ownLeases(store: Store): Store {
  const looked = new Set<string>()
  return {
    ...store,
    async expire(scope, now, leasesUpTo) {
      const isFirst = !looked.has(scope.connection)
      const ended = await store.expire(scope, now, isFirst ? Number.MAX_SAFE_INTEGER : leasesUpTo)
      looked.add(scope.connection)
      return ended
    },
  }
}

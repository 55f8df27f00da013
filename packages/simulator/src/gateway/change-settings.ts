import { defaultUser, type GatewaySettings, type User } from './settings.ts'

export interface GatewayPatch extends Partial<Omit<GatewaySettings, 'users' | 'controlIds' | 'units'>> {
  readonly users?: readonly (Partial<User> & { readonly userId: string })[]
  readonly controlIds?: Partial<GatewaySettings['controlIds']>
  readonly units?: GatewaySettings['units']
}

/** Settings with a patch laid over them: users by their id, control-id rules and unit prices one by one, all else replaced. */
export function changeSettings(settings: GatewaySettings, patch: GatewayPatch): GatewaySettings {
  const users = [...settings.users]
  for (const each of patch.users ?? []) {
    const index = users.findIndex((user) => user.userId === each.userId)
    const before = users[index] ?? { ...defaultUser, password: '', recordNo: String(users.length + 1) }
    const merged: User = { ...before, ...each }
    if (index < 0) users.push(merged)
    else users[index] = merged
  }
  return {
    ...settings,
    ...patch,
    users,
    controlIds: { ...settings.controlIds, ...patch.controlIds },
    units: { ...settings.units, ...patch.units },
  }
}

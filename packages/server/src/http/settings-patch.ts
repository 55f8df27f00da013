import { settingsSchema } from '@tieout/engine/core/settings.ts'
import type { Settings } from '@tieout/engine/core/settings.ts'
import { readZodError } from './zod-errors.ts'

/**
 * New settings: `patch` laid over `present` as a JSON merge patch, then checked whole.
 * @throws ApiError that names the field under `settings`
 */
export function laidOver(present: object, patch: object): Settings {
  const whole = merged(present, patch)
  const result = settingsSchema.safeParse(whole)
  if (!result.success) throw readZodError(result.error, whole, 'settings')
  return result.data
}

/** A JSON merge patch: null removes. */
export function merged(present: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const out: Record<string, unknown> = isObject(present) ? { ...present } : {}
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(out, name)
    else out[name] = merged(out[name], value)
  }
  return out
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

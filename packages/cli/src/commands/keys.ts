import type { KeyOnce } from '../api/types.ts'
import { Failure, exitCodes } from '../failure.ts'
import { show } from '../output.ts'
import { apiOf } from './context.ts'
import type { CommonOptions, Context } from './context.ts'

const roles = ['viewer', 'operator', 'owner']

/** Creates a key of the API. It is shown this once. */
export async function createKey(
  context: Context,
  name: string,
  options: CommonOptions & { role: string },
): Promise<number> {
  if (!roles.includes(options.role)) {
    throw new Failure('usage', `--role is "${options.role}".`, `Use one of: ${roles.join(', ')}.`)
  }
  const api = await apiOf(context, options)
  const key = await api.post<KeyOnce>('/keys', { name, role: options.role })
  show(context.terminal, options, key, () => key.key)
  if (options.json !== true)
    context.terminal.say(`Key "${name}" (${options.role}). It is not shown again; keep it safe.`)
  return exitCodes.done
}

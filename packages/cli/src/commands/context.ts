import { findAddress } from '../api/address.ts'
import type { AddressOptions } from '../api/address.ts'
import { openApi } from '../api/api.ts'
import type { Api } from '../api/api.ts'
import type { OutputOptions } from '../output.ts'
import type { Clock } from '../system/clock.ts'
import type { Ids } from '../system/ids.ts'
import type { Http } from '../system/http.ts'
import type { Terminal } from '../terminal.ts'

/** What every command is handed. */
export interface Context {
  readonly terminal: Terminal
  readonly http: Http
  readonly clock: Clock
  readonly ids: Ids
}

export interface CommonOptions extends AddressOptions, OutputOptions {
  readonly company?: string
}

/** The API at the address that the options, the environment or the data folder name. */
export async function apiOf(context: Context, options: AddressOptions): Promise<Api> {
  return openApi(context.http, await findAddress(options, context.terminal.env))
}

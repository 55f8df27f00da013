import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** Node 23 took `util.isNullOrUndefined` away; the SDK 2.2.1 still calls it. */
function restoreOldUtil(): void {
  const util = require('node:util') as Record<string, unknown>
  util['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined
}

type Sdk = typeof import('@intacct/intacct-sdk')

/** Sage's own client of the XML gateway: what a stranger would use. */
export function loadSdk(): Sdk {
  restoreOldUtil()
  return require('@intacct/intacct-sdk') as Sdk
}

export interface SdkLogin {
  readonly url: string
  readonly company: string
  readonly entity?: string
}

/** A client of the SDK for a simulator. The SDK refuses loopback unless the address is put in after construction. */
export function sdkClient(sdk: Sdk, login: SdkLogin): InstanceType<Sdk['OnlineClient']> {
  const config = new sdk.ClientConfig()
  config.senderId = 'tieout'
  config.senderPassword = 'tieout-sender'
  config.companyId = login.company
  config.userId = 'tieout'
  config.userPassword = 'demo-password'
  if (login.entity !== undefined) config.entityId = login.entity
  const client = new sdk.OnlineClient(config)
  client.config.endpointUrl = `${login.url}/ia/xml/xmlgw.phtml`
  return client
}

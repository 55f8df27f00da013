import { pino } from 'pino'
import type { Api } from './http/api.ts'
import { allOperations } from './http/all-operations.ts'
import { buildApp } from './http/app.ts'
import { version } from './version.ts'

/** The OpenAPI document, as `/api/v1/openapi.json` serves it; nothing is started for it. */
export async function apiDocument(): Promise<object> {
  // No operation is run, so none needs anything to work with.
  const operations = allOperations(Object.freeze({}) as Api)
  const app = await buildApp({
    operations,
    version,
    logger: pino({ level: 'silent' }),
    newRef: () => 'document',
    extend: () => undefined,
  })
  await app.ready()
  const document = app.swagger()
  await app.close()
  return document
}

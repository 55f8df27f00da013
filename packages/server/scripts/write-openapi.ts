/** Writes the OpenAPI document to packages/client/openapi.json and the types made from it beside the client's sources. */
import { writeFile } from 'node:fs/promises'
import { apiDocument } from '../src/document.ts'
import { typesOf } from './api-types.ts'

const client = new URL('../../client/', import.meta.url)
const document = await apiDocument()
await writeFile(new URL('openapi.json', client), `${JSON.stringify(document, null, 2)}\n`)
await writeFile(new URL('src/api.gen.ts', client), await typesOf(document))

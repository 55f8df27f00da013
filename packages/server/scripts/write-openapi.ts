/** Writes the OpenAPI document to packages/client/openapi.gen.json and the types made from it beside the client's sources. */
import { writeFile } from 'node:fs/promises'
import { apiDocument } from '../src/document.ts'
import { documentText, tableOf, typesOf } from './api-types.ts'

const client = new URL('../../client/', import.meta.url)
const document = await apiDocument()
await writeFile(new URL('openapi.gen.json', client), documentText(document))
await writeFile(new URL('src/api.gen.ts', client), await typesOf(document))
await writeFile(new URL('src/operations.gen.ts', client), tableOf(document))

import openapi, { astToString } from 'openapi-typescript'

const banner =
  '// Written by packages/server/scripts/write-openapi.ts from the OpenAPI document. Not edited by hand.\n\n'

/** TypeScript types of an OpenAPI document, the same text every time. */
export async function typesOf(document: object): Promise<string> {
  const nodes = await openapi(JSON.stringify(document), { alphabetize: true, defaultNonNullable: false })
  return banner + astToString(nodes)
}

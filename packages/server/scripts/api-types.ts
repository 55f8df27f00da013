import openapi, { astToString } from 'openapi-typescript'

const banner =
  '// Written by packages/server/scripts/write-openapi.ts from the OpenAPI document. Not edited by hand.\n\n'

/** TypeScript types of an OpenAPI document, the same text every time. */
export async function typesOf(document: object): Promise<string> {
  const nodes = await openapi(JSON.stringify(document), { alphabetize: true, defaultNonNullable: false })
  return banner + astToString(nodes)
}

/** Where each operation is, by its id. */
export function tableOf(document: object): string {
  const { paths } = document as { paths: Record<string, Record<string, { operationId?: string }>> }
  const rows = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId }]) =>
      operationId === undefined ? [] : [`  ${operationId}: ['${method.toUpperCase()}', '${path}'],`],
    ),
  )
  return `${banner}export const operationTable = {\n${rows.sort().join('\n')}\n} as const\n`
}

/** The OpenAPI document as it is kept in the client's folder. */
export function documentText(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`
}

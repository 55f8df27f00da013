import type { ControlRoute } from './control-routes.ts'

const answer = { description: 'Done', content: { 'application/json': { schema: {} } } }
const refusal = {
  description: 'Refused',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: {
          error: {
            type: 'object',
            required: ['code', 'message'],
            properties: { code: { type: 'string' }, message: { type: 'string' }, details: {} },
          },
        },
      },
    },
  },
}

function parameters(route: ControlRoute): unknown[] {
  const path = [...route.path.matchAll(/:(\w+)/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const query = Object.entries(route.query ?? {}).map(([name, description]) => ({
    name,
    in: 'query',
    description,
    schema: { type: 'string' },
  }))
  return [...path, ...query]
}

/** The control API as OpenAPI 3.1, made of the same table that serves it. */
export function openApi(routes: readonly ControlRoute[]): unknown {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = `/_sim${route.path.replace(/:(\w+)/g, '{$1}')}`
    const operation = {
      summary: route.summary,
      parameters: parameters(route),
      ...(route.body === undefined
        ? {}
        : { requestBody: { content: { 'application/json': { schema: route.body } } } }),
      responses: { 200: answer, default: refusal },
    }
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Control API of the Intacct simulator', version: '1' },
    paths,
  }
}

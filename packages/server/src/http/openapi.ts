import fastifySwagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { tidySchemas } from './tidy-schemas.ts'

/** `data` of a record says what it may be by references alone; what zod adds for a record of anything only confuses. */
const zodToJsonConfig = {
  unrepresentable: 'any' as const,
  override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
    if (!Array.isArray(jsonSchema.anyOf) || jsonSchema.propertyNames === undefined) return
    delete jsonSchema.propertyNames
    delete jsonSchema.additionalProperties
    delete jsonSchema.type
  },
}

const description = `Keeps a business application and Sage Intacct in agreement, to the cent.

Sign in with a key (\`Authorization: Bearer tk_…\`) or with the session of the web pages. Amounts are decimal strings, document dates
\`YYYY-MM-DD\` without a zone, moments RFC 3339 in UTC. Pages are walked with \`limit\` and \`cursor\`. Every error is
\`application/problem+json\` with a stable \`code\`, the field, and the cure.`

const gather = createJsonSchemaTransformObject({ zodToJsonConfig })

/** Gathers the document from the routes registered after it. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tieout',
        version,
        description,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'A key of a workspace: tk_…' },
          session: { type: 'apiKey', in: 'cookie', name: 'tieout.session_token' },
        },
      },
    },
    transform: createJsonSchemaTransform({ zodToJsonConfig }),
    transformObject: (document) => tidySchemas(gather(document)),
  })
}

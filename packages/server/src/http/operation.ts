import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { z } from 'zod'
import type { Caller } from '../auth/caller.ts'
import { lowestRole } from '../auth/operations.ts'
import type { OperationId } from '../auth/operations.ts'
import { ApiError } from '../errors.ts'
import { problemSchema } from './schemas/common.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Name in the table of roles; absent for what is not part of the API. */
    operation?: OperationId
  }
  interface FastifyRequest {
    caller: Caller | null
    /** Id of the person whose session came along, member of a workspace or not. */
    person: string | null
  }
}

export interface Asked<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** Throws when nobody is signed in, which only a public operation can meet. */
  readonly caller: Caller
}

interface Spec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> {
  readonly id: OperationId
  readonly method: HTTPMethods
  readonly url: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly answer: A
  /** Status of the answer; 200 unless told. */
  readonly status?: number
  /** A second status with the same answer, e.g. 200 for what was under way already. */
  readonly otherStatus?: number
  /** Bytes; 1 MB unless told. */
  readonly bodyLimit?: number
  handle(asked: Asked<z.output<P>, z.output<Q>, z.output<B>>): Promise<z.output<A>>
}

export interface Operation {
  readonly id: OperationId
  mount(app: FastifyInstance): void
}

/** One operation of the API: what it takes, what it answers, and the work. Its lowest role stands in the table of roles. */
export function operation<
  A extends z.ZodType,
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(spec: Spec<P, Q, B, A>): Operation {
  return {
    id: spec.id,
    mount(app) {
      const status = spec.status ?? 200
      const answer = {
        [status]: spec.answer,
        ...(spec.otherStatus ? { [spec.otherStatus]: spec.answer } : {}),
      }
      app.route({
        method: spec.method,
        url: spec.url,
        config: { operation: spec.id },
        ...(spec.bodyLimit === undefined ? {} : { bodyLimit: spec.bodyLimit }),
        schema: {
          operationId: spec.id,
          tags: [spec.tag],
          summary: spec.summary,
          ...documentOf(spec.id, spec.description),
          ...(spec.params ? { params: spec.params } : {}),
          querystring: spec.query ?? z.strictObject({}),
          ...(spec.body ? { body: spec.body } : {}),
          response: { ...answer, default: problemAnswer },
        },
        handler: async (request, reply) => {
          void reply.code(status)
          return spec.handle({
            params: request.params as z.output<P>,
            query: request.query as z.output<Q>,
            body: request.body as z.output<B>,
            request,
            reply,
            get caller() {
              return callerOf(request)
            },
          })
        },
      })
    },
  }
}

export const problemAnswer = {
  description: 'What went wrong, what to do about it, and who can',
  content: { 'application/problem+json': { schema: problemSchema } },
}

/** What the document says besides the schemas: the lowest role and how to sign in. */
export function documentOf(id: OperationId, description = '') {
  const lowest = lowestRole[id]
  const role = lowest === 'public' ? 'Anyone may do this.' : `Lowest role: ${lowest}.`
  return {
    description: description === '' ? role : `${description}\n\n${role}`,
    security: lowest === 'public' ? [] : [{ key: [] }, { session: [] }],
  }
}

export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new ApiError('not_signed_in', 'This needs a session or a key.')
  return request.caller
}

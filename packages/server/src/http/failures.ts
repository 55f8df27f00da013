import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ApiError } from '../errors.ts'
import { problemOf, problemType } from './problems.ts'

/** Errors of the HTTP machinery, by their codes, as errors of ours. */
const machinery: Readonly<Record<string, (error: FastifyError, request: FastifyRequest) => ApiError>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: (_, request) =>
    new ApiError('media_type', `The content type was "${request.headers['content-type'] ?? ''}".`),
  FST_ERR_CTP_BODY_TOO_LARGE: () => new ApiError('too_large', 'The limit of this address is 1 MB.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new ApiError('bad_json', 'The body is empty, and JSON was promised.'),
  FST_ERR_CTP_INVALID_JSON_BODY: (error) => new ApiError('bad_json', error.message),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    new ApiError('bad_json', 'The body is shorter or longer than its Content-Length.'),
  FST_ERR_BAD_URL: (_, request) => new ApiError('no_such_address', `"${request.url}" is no address.`),
  FST_ERR_MAX_PARAM_LENGTH: () => new ApiError('not_found', 'The id is longer than any id.'),
}

/** Codes of PostgreSQL and of the socket that mean that the database cannot be reached now. */
const unreachable = /^(ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|57P0[1-3]|08\d\d\d|53300)$/

function toApiError(error: unknown, request: FastifyRequest): ApiError {
  if (error instanceof ApiError) return error
  const code = codeOf(error)
  const known = machinery[code]
  if (known) return known(error as FastifyError, request)
  if (error instanceof SyntaxError) return new ApiError('bad_json', error.message)
  if (unreachable.test(code)) return new ApiError('store_unreachable', 'The database did not answer.')
  return new ApiError('internal', 'What went wrong stands in the log under "ref".')
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toApiError(error, request)
  const problem = problemOf(known, request.id)
  if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'request failed')
  for (const [name, value] of Object.entries(known.parts.headers ?? {})) void reply.header(name, value)
  return reply
    .code(problem.status)
    .header('content-type', problemType)
    .serializer((body) => body as string)
    .send(JSON.stringify(problem))
}

/** Every answer that is not a success is a problem+json with a code of the table. */
export function answerFailures(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ApiError } from '../errors.ts'
import type { People } from './people.ts'
import type { Tries } from './tries.ts'

/** Headers of a request as the web platform has them. */
export function webHeaders(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  headers.set('x-tieout-client-ip', request.ip)
  return headers
}

const emailOf = z.object({ email: z.string().max(300) })

function refuseTooMany(tries: Tries, request: FastifyRequest): void {
  const email = emailOf.safeParse(request.body)
  const names = [`ip ${request.ip}`, ...(email.success ? [`email ${email.data.email.toLowerCase()}`] : [])]
  const wait = tries.take(...names)
  if (wait === 0) return
  const seconds = Math.ceil(wait / 1000)
  throw new ApiError('too_many_tries', {
    detail: `The next try is possible in ${seconds} s.`,
    headers: { 'retry-after': String(seconds) },
  })
}

/** The session travels in its cookie alone, which scripts cannot read. */
function withoutToken(text: string): string {
  const body = withToken.safeParse(parsed(text))
  if (!body.success) return text
  return JSON.stringify({ ...body.data, token: undefined })
}

const withToken = z.looseObject({ token: z.string() })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function relay(answer: Response, reply: FastifyReply): Promise<FastifyReply> {
  void reply.code(answer.status)
  for (const [name, value] of answer.headers) {
    if (name !== 'set-cookie' && name !== 'content-length') void reply.header(name, value)
  }
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) void reply.header('set-cookie', cookies)
  return reply.send(withoutToken(await answer.text()))
}

/**
 * `/api/auth/*`. A wrong e-mail and a wrong password get the same words; so does everyone after too many tries.
 * @param tries per minute, for one address and for one e-mail
 */
export function mountSignIn(app: FastifyInstance, people: People, tries: Tries): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    schema: { hide: true },
    handler: async (request, reply) => {
      const path = request.url.split('?')[0] ?? ''
      const signIn = path === '/api/auth/sign-in/email'
      if (signIn) refuseTooMany(tries, request)
      const url = new URL(request.url, `${request.protocol}://${request.host}`)
      const body = request.method === 'POST' ? { body: JSON.stringify(request.body ?? {}) } : {}
      const headers = webHeaders(request)
      headers.delete('content-length')
      // Browsers name the origin of every POST; a program without one has no pages that could be misled.
      if (!headers.has('origin')) headers.set('origin', url.origin)
      if (request.method === 'POST') headers.set('content-type', 'application/json')
      const answer = await people.handle(new Request(url, { method: request.method, headers, ...body }))
      if (answer.status === 403)
        throw new ApiError('origin_refused', `The request came from ${request.headers.origin ?? ''}.`)
      if (signIn && answer.status >= 400 && answer.status < 500) {
        throw new ApiError('sign_in_refused', 'The e-mail or the password is wrong.')
      }
      return relay(answer, reply)
    },
  })
}

import { errorOf, noAnswer } from '@tieout/client/problem.ts'
import { send } from '../seams/http.ts'

/**
 * Signs a person in; the browser keeps the session.
 * @throws {TieoutError} when the e-mail or the password is wrong, or too many were tried
 */
export function signIn(email: string, password: string): Promise<void> {
  return post('/api/auth/sign-in/email', { email, password })
}

/** @throws {TieoutError} */
export function signOut(): Promise<void> {
  return post('/api/auth/sign-out', {})
}

/** Sign-in has addresses of its own, which the API's document does not describe. */
async function post(path: string, body: unknown): Promise<void> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  const response = await send(path, { method: 'POST', headers, body: JSON.stringify(body) }).catch(
    (error: unknown) => {
      throw noAnswer(path, 0, error)
    },
  )
  if (!response.ok) throw await errorOf(response)
}

export interface EndpointPolicy {
  /** Host suffixes, with their leading dot; a host must end in one of them. */
  readonly allowedHosts: readonly string[]
  /** Loopback addresses, over http too: for simulators. */
  readonly allowLoopback: boolean
}

export const SAGE_ONLY: EndpointPolicy = { allowedHosts: ['.intacct.com'], allowLoopback: false }

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * Whether the password and the session may be sent to this address: https on an allowed host, nothing else.
 * Sessions come with an address of their own, and a gateway that is not Intacct's must not be able to lead us away.
 */
export function endpointAllowed(address: string, policy: EndpointPolicy): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false
  const host = url.hostname.toLowerCase()
  if (LOOPBACK.test(host))
    return policy.allowLoopback && (url.protocol === 'http:' || url.protocol === 'https:')
  return (
    url.protocol === 'https:' &&
    policy.allowedHosts.some((suffix) => suffix.startsWith('.') && host.endsWith(suffix))
  )
}

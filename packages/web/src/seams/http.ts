/** The pages' only way out: requests and the event stream of the same origin. */
export function send(path: string, init: RequestInit): Promise<Response> {
  return fetch(path, { credentials: 'same-origin', ...init })
}

export function openEvents(path: string): EventSource {
  return new EventSource(path, { withCredentials: true })
}

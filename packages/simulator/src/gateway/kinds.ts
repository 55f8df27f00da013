/** Functions that only read: repeating them changes nothing, and weather may leave them out. */
const reading = /^(?:read|query$|lookup$|inspect$|get|retrievepdf$|describe)/

export function isRead(name: string): boolean {
  return reading.test(name)
}

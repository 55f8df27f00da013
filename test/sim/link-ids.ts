/** The nth link of a history, as the same text on every ground. */
export function linkId(count: number): string {
  return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
}

import type { Evidence } from '@tieout/engine/core/matching/evidence.ts'

type Words = (evidence: Evidence) => string

const words: Readonly<Record<Evidence['kind'], Words>> = {
  id: (found) => (found.strength < 1 ? 'same number, which others have too' : 'same number'),
  tax_number: (found) => (found.strength < 1 ? 'same tax number, which others have too' : 'same tax number'),
  email: (found) => (found.strength < 1 ? 'same e-mail, which others have too' : 'same e-mail'),
  email_domain: (found) =>
    found.strength < 1 ? 'same e-mail domain, which others have too' : 'same e-mail domain',
  invoices: ({ count = 1 }) => (count === 1 ? '1 equal open invoice' : `${count} equal open invoices`),
  name: (found) => (found.strength >= 1 ? 'same name' : 'like name'),
  rate: () => 'same rate',
}

/** What speaks for a match, in words, the strongest first. */
export function whyMatch(evidence: readonly Evidence[], rivals: number): string {
  const text = evidence.map((found) => words[found.kind](found)).join(', ')
  const others =
    rivals === 0 ? '' : rivals === 1 ? '; 1 other is as likely' : `; ${rivals} others are as likely`
  return `${text}${others}`
}

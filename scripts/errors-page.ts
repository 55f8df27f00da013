import { CATALOGUE } from '@tieout/intacct/errors/catalogue.ts'
import { errors } from '@tieout/server/errors.ts'

const who: Readonly<Record<string, string>> = {
  you: 'you',
  owner: 'an owner of the workspace',
  operator: 'an operator',
  admin: 'your admin',
  intacct_admin: 'your Intacct admin',
  controller: 'your controller',
  nobody: 'nobody: it goes on by itself',
}

const retries: Readonly<Record<string, string>> = {
  never: 'no, not before it is corrected',
  backoff: 'yes, later',
  new_session: 'yes, after signing in anew',
  duplicate: 'no: the record is looked up and adopted',
  unknown: 'not before it was searched for',
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const row = (...cells: string[]): string => `| ${cells.map(cell).join(' | ')} |`

/** The page docs/errors.md, from the two tables that the programs go by. */
export function errorsPage(): string {
  const api = Object.entries(errors).map(([code, error]) =>
    row(`\`${code}\``, String(error.status), error.title, error.cure, who[error.who] ?? error.who),
  )
  const causes = CATALOGUE.map((entry) =>
    row(
      `\`${entry.cause}\``,
      entry.sentence,
      entry.cure,
      who[entry.who] ?? entry.who,
      retries[entry.retry] ?? entry.retry,
    ),
  )
  return [
    '# Errors',
    '',
    'Written by `npm run docs` from the tables that the programs go by; a test holds the page to them.',
    '',
    '## What the HTTP API answers',
    '',
    'Every error is `application/problem+json` with a stable `code`, a `title`, a `detail` that names the record, field or value, a `cure`',
    'and a `ref` to find it in the log by.',
    '',
    '| code | HTTP | what | what to do | who |',
    '|---|---|---|---|---|',
    ...api,
    '',
    '## Why Intacct refuses something',
    '',
    'Problems carry one of these causes and, whole, what Intacct said. `{…}` is filled in from what it said; `[…]` goes away when that is not',
    'there.',
    '',
    '| cause | what | what to do | who | is it tried again? |',
    '|---|---|---|---|---|',
    ...causes,
    '',
  ].join('\n')
}

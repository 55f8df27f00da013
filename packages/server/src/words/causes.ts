import { CATALOGUE } from '@tieout/intacct/errors/catalogue.ts'
import { fill } from '@tieout/intacct/errors/classify.ts'

/** Findings of the engine that are written down as causes of a refusal, too. */
const own: Readonly<Record<string, string>> = {
  posted_twice: 'Intacct has more than one of it.',
  not_found: 'It is not in Intacct.',
}

/** What a cause of refusal says in general, when the words of the moment were not kept: never the code itself. */
export function causeText(cause: string): string {
  const entry = CATALOGUE.find((each) => each.cause === cause)
  return entry === undefined ? (own[cause] ?? '') : fill(entry.sentence, {})
}

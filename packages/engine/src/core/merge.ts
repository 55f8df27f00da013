import type { Situation } from '../ports/situation.ts'
import { plain, sameField, winnerOf } from './compare.ts'
import type { Winner } from './compare.ts'
import type { RecordData } from './records.ts'
import type { Settings } from './settings.ts'

/** Which way each changed field goes. */
export interface Merge {
  /** Fields to send to Intacct, and fields to tell the app. */
  readonly send: readonly string[]
  readonly tell: readonly string[]
  readonly conflicts: readonly string[]
  /** Both sides changed these, and the policy chose. */
  readonly decided: readonly string[]
}

/** Three ways, field by field: a field that both sides changed goes by choice, else by the stated policy. */
export function mergeFields(
  situation: Situation,
  ours: RecordData,
  theirs: RecordData,
  oursChanged: readonly string[],
  theirsChanged: readonly string[],
  policy: Settings['conflicts'],
): Merge {
  if (situation.reason === 'bouncing' && situation.choice === 'use_remote') {
    const tell = [...new Set([...oursChanged, ...theirsChanged])]
    return { send: [], tell, conflicts: [], decided: tell }
  }
  const both = oursChanged.filter((field) => theirsChanged.includes(field))
  const differing = both.filter(
    (field) => !sameField(situation.type, field, plain(ours)[field], plain(theirs)[field]),
  )
  const winner = (field: string): Winner =>
    chosenWinner(situation, field) ?? (policy === 'ask' ? 'person' : winnerOf(situation.type, field))
  return {
    send: [
      ...oursChanged.filter((field) => !both.includes(field)),
      ...differing.filter((field) => winner(field) === 'app'),
    ],
    tell: [
      ...theirsChanged.filter((field) => !both.includes(field)),
      ...differing.filter((field) => winner(field) === 'remote'),
    ],
    conflicts: differing.filter((field) => winner(field) === 'person'),
    decided: differing,
  }
}

/** Whose value a person chose for this field. */
function chosenWinner({ choice, choiceDetail }: Situation, field: string): Winner | null {
  if (choice === 'use_app') return 'app'
  if (choice === 'use_remote') return 'remote'
  return choice === 'per_field' ? (choiceDetail.fields?.[field] ?? null) : null
}

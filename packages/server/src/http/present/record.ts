import { objectTypes } from '@tieout/engine/core/object-types.ts'
import type { ConnectionRow } from '@tieout/store/views/connections.ts'
import type { IntentRow, LinkedRow, RecordDetailRow } from '@tieout/store/views/record.ts'
import type { z } from 'zod'
import { problemWords } from '../../words/problems.ts'
import { timelineText } from '../../words/timeline.ts'
import { maybeMomentOf, momentOf } from '../schemas/common.ts'
import type { recordDetail } from '../schemas/records.ts'
import type { Chooser } from '../choices.ts'
import { presentChoices } from './choices.ts'
import { differencesOf } from './differences.ts'
import { gatesOf } from './gates.ts'
import { presentRow } from './row.ts'

type Detail = z.output<typeof recordDetail>

function presentLink(link: LinkedRow): Detail['links'][number] {
  const name = link.party === '' || link.party === link.number ? link.number : `${link.number}, ${link.party}`
  return {
    type: link.type,
    id: link.id,
    number: link.number,
    label: `${objectTypes[link.type].label} ${name}`,
    status: link.status,
    remoteKey: link.remoteKey,
  }
}

/** Two records may each name the other. */
function onceEach(links: readonly LinkedRow[]): LinkedRow[] {
  return [...new Map(links.map((link) => [`${link.type} ${link.id}`, link])).values()]
}

/** One line that proves what became of a write; null before anything was meant. */
export function evidenceOf(intent: IntentRow | null): string | null {
  if (intent === null) return null
  const steps = [`Intent ${intent.id.slice(0, 8)}`, `control id ${intent.controlId}`]
  if (intent.key !== null) steps.push(`Intacct record ${intent.key}`)
  if (intent.readBackHash !== null) steps.push(`read back (${intent.readBackHash.slice(0, 8)})`)
  const sends = intent.evidence.filter((item) => item.step === 'sent').length
  const times = sends === 1 ? 'Sent once' : `Sent ${sends} times under one control id`
  return `${intent.sentAt === null ? 'Not sent yet' : times}. ${steps.join(' → ')}`
}

/** Steps of a write that the timeline tells in its own words. */
const toldOtherwise: ReadonlySet<string> = new Set(['queued', 'read_back'])

/** What was decided, what became of each write, and when the app's newest version came; newest first. */
function timelineOf({ app, evidence, timeline, row, fault }: RecordDetailRow): Detail['timeline'] {
  const received =
    app === null
      ? []
      : [{ at: app.receivedAt, kind: 'received', params: { version: app.version, state: app.state } }]
  const steps = evidence
    .filter(({ step }) => !toldOtherwise.has(step))
    .map(({ at, step, detail }) => ({
      at,
      kind: step,
      params: {
        detail: detail ?? '',
        // The words of the fault that stands now; of an earlier one only its cause was kept.
        said: fault !== null && fault.cause === detail ? fault.sentence : '',
      },
    }))
  return [...timeline, ...steps, ...received]
    .toSorted((a, b) => b.at - a.at)
    .map(({ at, kind, params }) => ({ at: momentOf(at), kind, text: timelineText(kind, params, row.type) }))
}

/** A record with both sides, as its page shows it. */
export function presentRecord(detail: RecordDetailRow, connection: ConnectionRow, chooser: Chooser): Detail {
  const { app, remote, intent, row } = detail
  return {
    record: presentRow(row),
    app: app === null ? null : { ...app, receivedAt: momentOf(app.receivedAt) },
    remote:
      remote === null
        ? null
        : {
            key: remote.key,
            number: remote.number,
            state: remote.facts.state,
            data: remote.data,
            facts: { ...remote.facts },
            readAt: momentOf(remote.readAt),
            presence: remote.presence,
            url: remote.facts.url ?? null,
          },
    base: detail.base === null ? null : detail.base.app,
    differences: differencesOf(detail),
    links: onceEach([...detail.parents, ...detail.children]).map(presentLink),
    waitingFor: detail.waitingFor.map(({ type, value }) => ({
      type,
      id: value,
      label: `${objectTypes[type].label} ${value}`,
    })),
    problem: row.cause === null ? null : { cause: row.cause, ...problemWords(row.cause, detail.fault) },
    choices: presentChoices(chooser),
    intent:
      intent === null
        ? null
        : {
            op: intent.op,
            state: intent.state,
            controlId: intent.controlId,
            marker: intent.marker,
            attempts: intent.evidence.filter((item) => item.step === 'sent').length,
            sentAt: maybeMomentOf(intent.sentAt),
            key: intent.key,
            readBackHash: intent.readBackHash,
          },
    evidence: evidenceOf(intent),
    gates: gatesOf(detail, connection),
    timeline: timelineOf(detail),
  }
}

import type { Store } from '@tieout/engine/ports.ts'
import type { Seams } from '@tieout/engine/ports/seams.ts'
import type { Statistics } from '../database/statistics.ts'
import type { Db } from '../database/workspace.ts'
import { census, endVerifyFirst } from './census.ts'
import { connection } from './connection.ts'
import { dirty } from './dirty.ts'
import { backOff, pause } from './failures.ts'
import { include } from './include.ts'
import { placement } from './placement.ts'
import { claim, renew } from './post.ts'
import { putApp } from './put-app.ts'
import { record } from './record.ts'
import { beat, endRun, startRun } from './runs.ts'
import { saveMissing } from './save-missing.ts'
import { savePage } from './save-page.ts'
import { settle } from './settle.ts'
import { documents } from './succeed.ts'
import {
  closeWindow,
  known,
  moveWatermark,
  pauseStream,
  readStream,
  slice,
  takeWindow,
  turn,
} from './streams.ts'
import { expire, unknowns, verdicts } from './unknown.ts'
import { putOff, want, wanted } from './wants.ts'
import { work } from './work.ts'

/** The engine's port over this database. */
export function storeOf(
  db: Db,
  { ids, log }: Pick<Seams, 'ids' | 'log'>,
  statistics: Pick<Statistics, 'written'>,
): Store {
  const newId = () => ids.uuid()
  return {
    connection: (scope) => connection(db, scope),
    async putApp(scope, rows, at) {
      const results = await putApp(db, newId, scope, rows, at)
      statistics.written(scope, results.filter(({ kind }) => kind === 'stored').length)
      return results
    },
    turn: (scope) => turn(db, scope),
    stream: (scope, stream) => readStream(db, scope, stream),
    known: (scope, type, limit) => known(db, scope, type, limit),
    slice: (scope, type, from, limit) => slice(db, scope, type, from, limit),
    takeWindow: (scope, stream, window, at) => takeWindow(db, scope, stream, window, at),
    async savePage(scope, page) {
      const counts = await savePage(db, newId, scope, page)
      if (counts !== null) statistics.written(scope, counts.created + counts.changed)
      return counts
    },
    closeWindow: (scope, held, end, at) => closeWindow(db, scope, held, end, at),
    pauseStream: (scope, stream, fault) => pauseStream(db, scope, stream, fault),
    moveWatermark: (scope, stream, mark, at) => moveWatermark(db, scope, stream, mark, at),
    wanted: (scope, limit, now) => wanted(db, scope, limit, now),
    want: (scope, wants) => want(db, scope, wants),
    putOff: (scope, wants, until) => putOff(db, scope, wants, until),
    documents: (scope, type, by, values) => documents(db, scope, type, by, values),
    include: (scope, type, keys) => include(db, scope, type, keys),
    saveMissing: (scope, missing, asked, at) => saveMissing(db, scope, missing, asked, at),
    dirty: (scope, limit, now) => dirty(db, scope, limit, now),
    placement: (scope, question) => placement(db, scope, question),
    settle: (scope, settled, at) => settle(db, newId, log, scope, settled, at),
    claim: (scope, request) => claim(db, scope, request),
    record: (scope, holder, results, at) => record(db, scope, holder, results, at),
    renew: (scope, holder, until) => renew(db, scope, holder, until),
    expire: (scope, now, leasesUpTo) => expire(db, scope, now, leasesUpTo),
    unknowns: (scope, limit, now) => unknowns(db, scope, limit, now),
    verdicts: (scope, given, at) => verdicts(db, scope, given, at),
    startRun: (scope, run, at) => startRun(db, scope, run, at),
    beat: (scope, run, add, note, at) => beat(db, scope, run, add, note, at),
    endRun: (scope, run, end, at) => endRun(db, scope, run, end, at),
    backOff: (scope, fault, until, at) => backOff(db, scope, fault, until, at),
    pause: (scope, fault, at) => pause(db, scope, fault, at),
    census: (scope, types) => census(db, scope, types),
    endVerifyFirst: (scope) => endVerifyFirst(db, scope),
    work: (scope, now) => work(db, scope, now),
  }
}

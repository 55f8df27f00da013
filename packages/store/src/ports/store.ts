import type { Store } from '@tieout/engine/ports.ts'
import type { Seams } from '@tieout/engine/ports/seams.ts'
import { keepStatistics } from '../database/statistics.ts'
import type { Db } from '../database/workspace.ts'
import { census, endVerifyFirst } from './census.ts'
import { connection } from './connection.ts'
import { dirty } from './dirty.ts'
import { backOff, pause } from './failures.ts'
import { claim, renew } from './post.ts'
import { putApp } from './put-app.ts'
import { record } from './record.ts'
import { beat, endRun, startRun } from './runs.ts'
import { saveMissing } from './save-missing.ts'
import { savePage } from './save-page.ts'
import { settle } from './settle.ts'
import { closeWindow, known, moveWatermark, pauseStream, readStream, takeWindow, turn } from './streams.ts'
import { expire, unknowns, verdicts } from './unknown.ts'
import { want, wanted } from './wants.ts'
import { work } from './work.ts'

/** The engine's port over this database. */
export function storeOf(db: Db, { ids, log }: Pick<Seams, 'ids' | 'log'>): Store {
  const newId = () => ids.uuid()
  const statistics = keepStatistics()
  return {
    connection: (scope) => connection(db, scope),
    putApp: (scope, rows, at) => putApp(db, newId, statistics, scope, rows, at),
    turn: (scope) => turn(db, scope),
    stream: (scope, stream) => readStream(db, scope, stream),
    known: (scope, type, limit) => known(db, scope, type, limit),
    takeWindow: (scope, stream, window, at) => takeWindow(db, scope, stream, window, at),
    savePage: (scope, page) => savePage(db, newId, statistics, scope, page),
    closeWindow: (scope, held, end, at) => closeWindow(db, scope, held, end, at),
    pauseStream: (scope, stream, fault) => pauseStream(db, scope, stream, fault),
    moveWatermark: (scope, stream, mark, at) => moveWatermark(db, scope, stream, mark, at),
    wanted: (scope, limit) => wanted(db, scope, limit),
    want: (scope, wants) => want(db, scope, wants),
    saveMissing: (scope, missing, asked, at) => saveMissing(db, scope, missing, asked, at),
    dirty: (scope, limit, now) => dirty(db, scope, limit, now),
    settle: (scope, settled, at) => settle(db, log, scope, settled, at),
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

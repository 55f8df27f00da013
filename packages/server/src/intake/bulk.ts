import type { AppPut } from '@tieout/engine/ports/app-put.ts'
import type { AppPutResult, Scope, Store } from '@tieout/engine/ports.ts'
import type { z } from 'zod'
import { ApiError, errors } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'
import { lineAnswer, lineBody } from '../http/schemas/records.ts'
import { readZodError } from '../http/zod-errors.ts'
import { linesOf } from './lines.ts'
import type { Line } from './lines.ts'
import type { MoneyRules } from './normalise.ts'
import { readRecord } from './read-record.ts'

export type LineAnswer = z.infer<typeof lineAnswer>

/** Rows of one transaction of the store, and characters held for it at most (and one line more). */
const batchSize = 500
const batchText = 8_000_000

type Read =
  | { readonly line: number; readonly put: AppPut; readonly refusal: null }
  | { readonly line: number; readonly put: null; readonly refusal: LineAnswer }

function refuse(line: number, raw: unknown, error: ApiError): LineAnswer {
  const named = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {}
  const { detail, cure, field, errors: list } = error.parts
  return {
    line,
    type: typeof named.type === 'string' ? named.type.slice(0, 60) : null,
    id: typeof named.id === 'string' ? named.id.slice(0, 128) : null,
    result: 'refused',
    code: error.code,
    detail,
    cure: cure ?? errors[error.code].cure,
    ...(field === undefined ? {} : { field }),
    ...(list === undefined ? {} : { errors: [...list] }),
  }
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ApiError('bad_json', error instanceof Error ? error.message : 'This line is no JSON.')
  }
}

function readLine(line: Line, rules: MoneyRules): Read {
  let raw: unknown = null
  try {
    if (line.tooLong) throw new ApiError('line_too_large', `Line ${line.number} is longer than 1 MB.`)
    raw = parseLine(line.text)
    const body = lineBody.safeParse(raw)
    if (!body.success) throw readZodError(body.error, raw)
    return { line: line.number, put: readRecord(body.data, rules), refusal: null }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { line: line.number, put: null, refusal: refuse(line.number, raw, error) }
  }
}

/** Why the store did not take a record that is well formed; null when it did. */
export function versionError(put: AppPut, result: AppPutResult): ApiError | null {
  if (result.kind === 'stored' || result.kind === 'unchanged') return null
  const code: ErrorCode = result.kind
  const detail =
    code === 'version_older'
      ? `Version ${put.version} is lower than version ${result.have}, which is here.`
      : `Version ${put.version} is here with other contents.`
  return new ApiError(code, { detail, field: 'version', errors: [{ path: 'version', message: detail }] })
}

function answerOf(line: number, put: AppPut, result: AppPutResult): LineAnswer {
  const error = versionError(put, result)
  if (error) return refuse(line, put, error)
  const kind = result.kind === 'unchanged' ? 'unchanged' : 'stored'
  return { line, type: put.type, id: put.id, result: kind }
}

/**
 * Takes NDJSON of any length and answers a line for each, in order, a batch at a time. Nothing bigger than a batch is held: the next
 * bytes are read only when the answers of the last batch were taken. A broken line is refused by itself.
 * @param stored called after each batch with the number of rows that were stored
 */
export async function* takeLines(
  input: AsyncIterable<Uint8Array>,
  to: {
    store: Store
    scope: Scope
    rules: MoneyRules
    now: () => number
    stored: (rows: number) => void
  },
): AsyncGenerator<LineAnswer[]> {
  let batch: Read[] = []
  let held = 0
  for await (const line of linesOf(input)) {
    batch.push(readLine(line, to.rules))
    held += line.text?.length ?? 0
    if (batch.length < batchSize && held < batchText) continue
    yield await keep(batch, to)
    batch = []
    held = 0
  }
  if (batch.length > 0) yield await keep(batch, to)
}

async function keep(
  batch: readonly Read[],
  to: { store: Store; scope: Scope; now: () => number; stored: (rows: number) => void },
): Promise<LineAnswer[]> {
  const puts = batch.flatMap((read) => (read.put === null ? [] : [read.put]))
  const results = puts.length === 0 ? [] : await to.store.putApp(to.scope, puts, to.now())
  let next = 0
  const answers = batch.map((read) => {
    if (read.put === null) return read.refusal
    const result = results[next]
    next += 1
    if (result === undefined) throw new Error('The store answered fewer rows than it was given.')
    return answerOf(read.line, read.put, result)
  })
  to.stored(answers.filter((answer) => answer.result === 'stored').length)
  return answers
}

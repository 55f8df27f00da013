import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { TextDecoder } from 'node:util'
import { CsvError, parse } from 'csv-parse'
import { Failure } from '../failure.ts'

export interface Row {
  /** Line of the file on which the row begins, the header being line 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** Bytes of the file read so far. */
  readonly bytes: number
}

export interface Table {
  readonly path: string
  readonly header: readonly string[]
  readonly delimiter: string
  /** Bytes. */
  readonly size: number
  rows(): AsyncGenerator<Row>
}

const delimiters = [',', ';', '\t', '|']
/** Characters of one row. */
const rowLimit = 1_000_000

/**
 * A CSV file whose first row names its columns. Rows are read as they are asked for, never the whole file.
 * @throws {Failure} when there is no such file, no header, or a text that is not written in `encoding`
 */
export async function openTable(path: string, encoding: string): Promise<Table> {
  const decoder = decoderOf(encoding)
  const size = await sizeOf(path)
  const first = await firstLine(path, decoder)
  const delimiter = delimiters.reduce((best, next) => (count(first, next) > count(first, best) ? next : best))
  const read = (): AsyncGenerator<Row> => readRows(path, encoding, delimiter)
  const head = await firstRow(read())
  if (!head || head.cells.every((cell) => cell.trim() === '')) {
    throw new Failure('usage', `${path} is empty.`, 'The first row has to name the columns.')
  }
  const header = head.cells.map((cell) => cell.trim())
  const twice = header.find((name, index) => name !== '' && header.indexOf(name) !== index)
  if (twice !== undefined) {
    throw new Failure('usage', `Two columns are called "${twice}".`, 'Rename one of them in the file.')
  }
  return {
    path,
    header,
    delimiter,
    size,
    async *rows() {
      let isHeader = true
      for await (const row of read()) {
        if (!isHeader) yield row
        isHeader = false
      }
    },
  }
}

async function firstRow(rows: AsyncIterable<Row>): Promise<Row | undefined> {
  for await (const row of rows) return row
  return undefined
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    throw new Failure('usage', `There is no encoding "${encoding}".`, 'Use utf-8, utf-16le or windows-1252.')
  }
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() === true) return found.size
  throw new Failure('usage', `There is no file ${path}.`, 'Check the path.')
}

async function firstLine(path: string, decoder: TextDecoder): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(65_536), 0, 65_536, 0)
    const text = decode(decoder, buffer.subarray(0, bytesRead), path, true)
    return text.split(/\r?\n/, 1)[0] ?? ''
  } finally {
    await file.close()
  }
}

function count(text: string, sign: string): number {
  return text.split(sign).length
}

function decode(decoder: TextDecoder, bytes: Uint8Array, path: string, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream })
  } catch {
    throw new Failure(
      'usage',
      `${path} is not written in ${decoder.encoding}.`,
      'Save it as "CSV UTF-8", or name its encoding, e.g. --encoding windows-1252.',
    )
  }
}

async function* readRows(path: string, encoding: string, delimiter: string): AsyncGenerator<Row> {
  const decoder = decoderOf(encoding)
  let bytes = 0
  let next = 1
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: rowLimit,
  })
  const feeding = pipeline(
    createReadStream(path),
    async function* (source: AsyncIterable<Uint8Array>) {
      for await (const chunk of source) {
        bytes += chunk.length
        yield decode(decoder, chunk, path, true)
      }
      yield decode(decoder, new Uint8Array(), path, false)
    },
    parser,
  )
  feeding.catch(() => undefined)
  try {
    for await (const item of parser as AsyncIterable<Parsed>) {
      yield { line: startOf(item, next), cells: item.record, bytes }
      next = item.info.lines + 1
    }
  } catch (error) {
    throw readable(error, path)
  } finally {
    parser.destroy()
  }
}

interface Parsed {
  readonly info: { readonly lines: number }
  readonly record: string[]
}

/** The parser counts the line on which a row ends; a quoted cell may have brought lines of its own. */
function startOf(item: Parsed, atLeast: number): number {
  const inside = item.record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
  return Math.max(atLeast, item.info.lines - inside)
}

function readable(error: unknown, path: string): unknown {
  if (!(error instanceof CsvError)) return error
  return new Failure(
    'refused',
    `${path} cannot be read any further: ${error.message}`,
    'Look for a quote that is not closed. Nothing of the file was taken; import it again after correcting it.',
    'broken_csv',
  )
}

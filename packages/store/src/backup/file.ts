import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { constants, copyFile, link, open, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { StoreError } from '../errors.ts'
import { isRow, markLine, readHeader, readMark, torn } from './format.ts'
import type { Header } from './format.ts'

export interface Checked {
  readonly header: Header
  readonly rows: number
  readonly bytes: number
}

/**
 * Writes the lines to a file of that name, which must not exist, and reads it again whole before it gets its name.
 * @throws StoreError `backup_exists`; what the lines throw
 */
export async function writeBackup(path: string, lines: AsyncIterable<string>): Promise<Checked> {
  if (await exists(path)) throw alreadyThere(path)
  const half = `${path}.${process.pid}.part`
  try {
    await pipeline(
      Readable.from(sealed(lines)),
      createGzip({ level: 4 }),
      createWriteStream(half, { flags: 'wx', mode: 0o600, flush: true }),
    )
    const checked = await checkBackup(half)
    await giveName(half, path)
    return checked
  } finally {
    await rm(half, { force: true })
  }
}

/** Blocks of lines rather than lines: a stream costs more per piece than a line does. */
const blockLength = 64 * 1024

async function* sealed(lines: AsyncIterable<string>): AsyncGenerator<string> {
  const hash = createHash('sha256')
  let count = 0
  let block = ''
  for await (const line of lines) {
    block += `${line}\n`
    count += 1
    if (block.length < blockLength) continue
    hash.update(block)
    yield block
    block = ''
  }
  hash.update(block)
  yield `${block}${markLine({ kind: 'whole', lines: count, sha256: hash.digest('hex') })}\n`
}

/** Takes the name only if nobody else has it: a rename would write over. */
async function giveName(half: string, path: string): Promise<void> {
  try {
    await link(half, path)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw alreadyThere(path)
    // A file system without links.
    await copyFile(half, path, constants.COPYFILE_EXCL)
    const copied = await open(path, 'r+')
    await copied.sync()
    await copied.close()
  }
}

/**
 * Reads a backup from end to end: every line is there, as it was written, and the rows are as many as its header says.
 * @throws StoreError `backup_unreadable`, `backup_newer`, `backup_torn`
 */
export async function checkBackup(path: string): Promise<Checked> {
  const lines = readLines(path)
  const first = await lines.next()
  if (first.done === true) throw torn('it is empty')
  const header = readHeader(first.value)
  const hash = createHash('sha256').update(`${first.value}\n`)
  const rows: Record<string, number> = {}
  let table = ''
  let count = 1
  for await (const line of lines) {
    if (isRow(line)) rows[table] = (rows[table] ?? 0) + 1
    else {
      const mark = readMark(line)
      if (mark.kind === 'whole') {
        if (mark.lines !== count || mark.sha256 !== hash.digest('hex')) throw torn('its checksum differs')
        if ((await lines.next()).done !== true) throw torn('something follows its end')
        return { header, rows: compare(header, rows), bytes: (await stat(path)).size }
      }
      if (mark.kind === 'table') {
        table = `${mark.schema}.${mark.name}`
        rows[table] = 0
      }
    }
    hash.update(`${line}\n`)
    count += 1
  }
  throw torn('its end is missing')
}

function compare(header: Header, rows: Readonly<Record<string, number>>): number {
  const names = new Set([...Object.keys(header.rows), ...Object.keys(rows)])
  for (const name of names)
    if (header.rows[name] !== rows[name])
      throw torn(`${name} has ${rows[name] ?? 0} rows, not ${header.rows[name] ?? 0}`)
  return Object.values(rows).reduce((sum, count) => sum + count, 0)
}

/** The lines of a backup, unpacked as they are read. @throws StoreError `backup_unreadable`, `backup_torn` */
export async function* readLines(path: string): AsyncGenerator<string> {
  const file = createReadStream(path)
  const text = createGunzip()
  const flowing = pipeline(file, text).catch(() => undefined)
  let rest = ''
  try {
    text.setEncoding('utf8')
    for await (const chunk of text) {
      const lines = (rest + String(chunk)).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (cause) {
    throw readingFault(path, cause)
  } finally {
    file.destroy()
    text.destroy()
    await flowing
  }
  if (rest !== '') throw torn('its last line has no end')
}

function readingFault(path: string, cause: unknown): unknown {
  const code = codeOf(cause)
  if (cause instanceof StoreError || code === 'ERR_STREAM_PREMATURE_CLOSE') return cause
  if (code === 'Z_BUF_ERROR') return torn('the file ends too early', { cause })
  if (code === 'Z_DATA_ERROR' && !String(cause).includes('incorrect header'))
    return torn('a part of the file was changed', { cause })
  return new StoreError(
    'backup_unreadable',
    `${path} cannot be read as a backup (${code || String(cause)}).`,
    { cause },
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function alreadyThere(path: string): StoreError {
  return new StoreError('backup_exists', `There is a file ${path} already.`)
}

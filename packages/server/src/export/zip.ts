import { crc32, createDeflateRaw } from 'node:zlib'

export interface ZipFile {
  readonly name: string
  readonly text: AsyncIterable<string>
}

interface Written {
  readonly name: Buffer
  readonly at: number
  readonly crc: number
  readonly packed: number
  readonly plain: number
}

/** PKWARE APPNOTE: version 2.0 needed, sizes follow the data, names are UTF-8, deflated; 1 Jan 1980, since no moment matters. */
const needs = 20
const flags = 0x08_08
const deflated = 8
const time = 0
const date = 0x00_21

/** A zip file, made while its contents come; below 4 GB. */
export async function* zipOf(files: readonly ZipFile[]): AsyncGenerator<Uint8Array> {
  const written: Written[] = []
  let at = 0
  for (const { name: given, text } of files) {
    const name = Buffer.from(given)
    const begin = at
    const header = localHeader(name)
    yield header
    at += header.length
    const sum = { crc: 0, plain: 0 }
    let packed = 0
    for await (const chunk of deflate(text, sum)) {
      packed += chunk.length
      yield chunk
    }
    const after = numbers([0x08_07_4b_50, 4], [sum.crc, 4], [packed, 4], [sum.plain, 4])
    yield after
    at += packed + after.length
    written.push({ name, at: begin, crc: sum.crc, packed, plain: sum.plain })
  }
  const entries = written.map(centralEntry)
  yield* entries
  const size = entries.reduce((bytes, entry) => bytes + entry.length, 0)
  const many = written.length
  yield numbers([0x06_05_4b_50, 4], [0, 2], [0, 2], [many, 2], [many, 2], [size, 4], [at, 4], [0, 2])
}

async function* deflate(
  text: AsyncIterable<string>,
  sum: { crc: number; plain: number },
): AsyncGenerator<Buffer> {
  const zip = createDeflateRaw()
  const feed = async () => {
    for await (const part of text) {
      const bytes = Buffer.from(part)
      sum.crc = crc32(bytes, sum.crc)
      sum.plain += bytes.length
      if (!zip.write(bytes)) await new Promise<void>((resolve) => zip.once('drain', () => resolve()))
    }
    zip.end()
  }
  const fed = feed().catch((error: unknown) => {
    zip.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  try {
    for await (const chunk of zip) yield chunk as Buffer
  } finally {
    zip.destroy()
    await fed
  }
}

function localHeader(name: Buffer): Buffer {
  const fields = numbers(
    [0x04_03_4b_50, 4],
    [needs, 2],
    [flags, 2],
    [deflated, 2],
    [time, 2],
    [date, 2],
    [0, 4],
    [0, 4],
    [0, 4],
    [name.length, 2],
    [0, 2],
  )
  return Buffer.concat([fields, name])
}

function centralEntry({ name, at, crc, packed, plain }: Written): Buffer {
  const fields = numbers(
    [0x02_01_4b_50, 4],
    [needs, 2],
    [needs, 2],
    [flags, 2],
    [deflated, 2],
    [time, 2],
    [date, 2],
    [crc, 4],
    [packed, 4],
    [plain, 4],
    [name.length, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 4],
    [at, 4],
  )
  return Buffer.concat([fields, name])
}

/** Little-endian numbers, each of 2 or 4 bytes. */
function numbers(...given: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  const buffer = Buffer.alloc(given.reduce((sum, [, bytes]) => sum + bytes, 0))
  let at = 0
  for (const [value, bytes] of given) at = buffer.writeUIntLE(value, at, bytes)
  return buffer
}

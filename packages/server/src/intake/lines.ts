/** Bytes of one line of NDJSON. */
export const lineLimit = 1_048_576

/** A line of the input: its text, or that it was longer than the limit (its bytes are dropped as they come). */
export type Line =
  | { readonly number: number; readonly text: string; readonly tooLong: false }
  | { readonly number: number; readonly text: null; readonly tooLong: true }

/**
 * Lines of a stream of bytes, numbered from 1; never more than one line of `limit` bytes is held. Empty lines are counted and left out.
 * A byte order mark and the `\r` of `\r\n` are dropped.
 */
export async function* linesOf(input: AsyncIterable<Uint8Array>, limit = lineLimit): AsyncGenerator<Line> {
  let parts: Uint8Array[] = []
  let size = 0
  let number = 1
  const end = (): Line | null => {
    const line: Line =
      size > limit
        ? { number, text: null, tooLong: true }
        : { number, text: textOf(parts, number === 1), tooLong: false }
    parts = []
    size = 0
    number += 1
    return line.text === '' ? null : line
  }
  const add = (bytes: Uint8Array) => {
    size += bytes.length
    if (size <= limit) parts.push(bytes)
    else parts = []
  }
  for await (const chunk of input) {
    let from = 0
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      add(chunk.subarray(from, at))
      from = at + 1
      const line = end()
      if (line) yield line
    }
    if (from < chunk.length) add(chunk.subarray(from))
  }
  if (size > 0) {
    const line = end()
    if (line) yield line
  }
}

function textOf(parts: readonly Uint8Array[], first: boolean): string {
  const text = Buffer.concat(parts).toString('utf8').trim()
  return first && text.startsWith('\uFEFF') ? text.slice(1).trim() : text
}

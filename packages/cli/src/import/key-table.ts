import { hash } from 'node:crypto'

/**
 * Counts texts without keeping them: 16 bytes a place, so that a million invoice numbers take 32 MB whatever their length. Texts are told
 * apart by the first 64 bits of their SHA-1 (two of a million look alike once in 37 million files).
 */
export class KeyTable {
  #hashes = new BigUint64Array(1024)
  #counts = new Uint32Array(1024)
  #firstLines = new Uint32Array(1024)
  #size = 0

  /** Counts the text once more. `line` is kept when it is the first. */
  add(text: string, line: number): void {
    if (this.#size * 2 >= this.#hashes.length) this.#grow()
    const key = hashOf(text)
    const place = this.#find(key)
    if (this.#counts[place] === 0) {
      this.#hashes[place] = key
      this.#firstLines[place] = line
      this.#size += 1
    }
    this.#counts[place] = (this.#counts[place] ?? 0) + 1
  }

  /** How often the text was added, and on which line first. */
  get(text: string): { count: number; firstLine: number } {
    const place = this.#find(hashOf(text))
    return { count: this.#counts[place] ?? 0, firstLine: this.#firstLines[place] ?? 0 }
  }

  /** Different texts. */
  get size(): number {
    return this.#size
  }

  #find(hash: bigint): number {
    const mask = this.#hashes.length - 1
    let place = Number(hash & BigInt(mask))
    while (this.#counts[place] !== 0 && this.#hashes[place] !== hash) place = (place + 1) & mask
    return place
  }

  #grow(): void {
    const [hashes, counts, lines] = [this.#hashes, this.#counts, this.#firstLines]
    this.#hashes = new BigUint64Array(hashes.length * 2)
    this.#counts = new Uint32Array(hashes.length * 2)
    this.#firstLines = new Uint32Array(hashes.length * 2)
    for (let old = 0; old < hashes.length; old += 1) {
      if (counts[old] === 0) continue
      const place = this.#find(hashes[old] ?? 0n)
      this.#hashes[place] = hashes[old] ?? 0n
      this.#counts[place] = counts[old] ?? 0
      this.#firstLines[place] = lines[old] ?? 0
    }
  }
}

function hashOf(text: string): bigint {
  return hash('sha1', text, 'buffer').readBigUInt64LE()
}

import { spawnSync } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of a few megabytes that a test can fill to its last byte. */
export interface SmallDisk {
  readonly folder: string
  /** Leaves no room; answers how many bytes there were. */
  fill(): number
  /** Makes room again. */
  free(): void
  close(): void
}

const mebibyte = 1024 * 1024

/** Null where this account may not mount one. */
export function openSmallDisk(mebibytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-disk-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder])
  if (status !== 0) {
    rmSync(folder, { recursive: true, force: true })
    return null
  }
  // The database server runs under another account, which has to pass through here.
  chmodSync(folder, 0o711)
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill() {
      const file = openSync(ballast, 'a')
      let bytes = 0
      for (const size of [mebibyte, 4096, 1]) bytes += writtenTo(file, size)
      closeSync(file)
      return bytes
    },
    free() {
      rmSync(ballast, { force: true })
    },
    close() {
      spawnSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Writes blocks of this size until there is no room for another one. */
function writtenTo(file: number, size: number): number {
  const block = Buffer.alloc(size, 1)
  for (let bytes = 0; ; bytes += size) {
    try {
      if (writeSync(file, block) < size) return bytes
    } catch {
      return bytes
    }
  }
}

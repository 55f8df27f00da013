import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Snapshot } from './books/snapshot.ts'
import type { ControlIds } from './gateway/control-ids.ts'
import type { GatewaySettings } from './gateway/settings.ts'
import type { Timers } from './seams/system.ts'
import type { Simulator } from './simulator.ts'

const format = 1
const fileName = 'simulator.json'

/** Changes are written at most this often, in milliseconds. */
const every = 1000

interface KeptCompany {
  readonly books: Snapshot
  readonly settings: GatewaySettings
  readonly controlIds: ReturnType<ControlIds['keep']>
}

interface Kept {
  readonly format: number
  /** How far the simulated time is ahead of the clock, in milliseconds. */
  readonly shift: number
  readonly companies: Readonly<Record<string, KeptCompany>>
}

/** Keeps a simulator on disk. */
export interface Keeper {
  /** Whether the folder held something. */
  readonly loaded: boolean
  /** Something has changed: it is written within a second. */
  touch(): void
  /** Writes what is not written yet. @throws when the last write failed. */
  close(): Promise<void>
}

function gather(simulator: Simulator): Kept {
  const companies: Record<string, KeptCompany> = {}
  for (const [id, company] of simulator.companies) {
    companies[id] = {
      books: company.books.snapshot(),
      settings: company.settings,
      controlIds: company.controlIds.keep(),
    }
  }
  return { format, shift: simulator.shift(), companies }
}

function spread(simulator: Simulator, kept: Kept): void {
  simulator.setShift(kept.shift)
  for (const [id, each] of Object.entries(kept.companies)) {
    const company = simulator.companies.get(id)
    if (company === undefined)
      throw new Error(`it holds the company ${id}, which this simulator does not have`)
    company.books.restore(each.books)
    company.settings = { ...company.settings, ...each.settings }
    company.controlIds.load(each.controlIds)
  }
}

async function load(simulator: Simulator, path: string): Promise<boolean> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
  try {
    const kept = JSON.parse(text) as Kept
    if (kept.format !== format)
      throw new Error(`its format is ${String(kept.format)}, this version reads ${String(format)}`)
    spread(simulator, kept)
    return true
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(
      `Cannot load the kept simulator from ${path}: ${reason}. Move the file away to start afresh.`,
      { cause: error },
    )
  }
}

/** Writes beside the file and renames, so that a crash leaves the old one or the new one whole. */
async function write(path: string, text: string): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}

/**
 * Loads what a folder keeps into a simulator, and keeps it there from now on. Sessions and result sets are not kept.
 * @throws when the folder cannot be used or holds something unreadable, saying what to do.
 */
export async function keepIn(folder: string, simulator: Simulator, timers: Timers): Promise<Keeper> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, fileName)
  const loaded = await load(simulator, path)
  let cancel: (() => void) | undefined
  let writing: Promise<void> = Promise.resolve()
  let failure: unknown
  const flush = (): Promise<void> => {
    cancel?.()
    cancel = undefined
    writing = writing.then(async () => {
      try {
        await write(path, JSON.stringify(gather(simulator)))
        failure = undefined
      } catch (error) {
        failure = error
      }
    })
    return writing
  }
  return {
    loaded,
    touch() {
      cancel ??= timers.after(every, () => void flush())
    },
    async close() {
      await flush()
      if (failure !== undefined) throw failure as Error
    },
  }
}

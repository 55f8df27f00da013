import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const module = join(import.meta.dirname, '..', '..', 'seams', 'moved-clock.ts')

/** The wall clocks of several machines, which a test can move. */
export interface Clocks {
  /** What a process on this machine needs in its environment. */
  envOf(machine: number): Readonly<Record<string, string>>
  /** From now on this machine's clock is ahead by so many milliseconds, or behind if below 0. */
  move(machine: number, ms: number): void
  close(): void
}

export function openClocks(machines: number): Clocks {
  const folder = mkdtempSync(join(tmpdir(), 'tieout-clocks-'))
  const fileOf = (machine: number): string => join(folder, `clock-${machine}`)
  const move = (machine: number, ms: number): void => {
    // Nobody ever reads half a number.
    writeFileSync(`${fileOf(machine)}.next`, String(ms))
    renameSync(`${fileOf(machine)}.next`, fileOf(machine))
  }
  for (let machine = 0; machine < machines; machine += 1) move(machine, 0)
  return {
    envOf: (machine) => ({ NODE_OPTIONS: `--import ${module}`, TIEOUT_TEST_CLOCK: fileOf(machine) }),
    move,
    close() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

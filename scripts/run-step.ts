import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, relative } from 'node:path'
import { carriedBy } from './features-page.ts'
import type { Carried } from './features-page.ts'
import type { Step } from './steps.ts'

export interface FileTime {
  readonly path: string
  readonly seconds: number
}

export interface StepResult {
  readonly step: Step
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly seconds: number
  readonly files: readonly FileTime[]
  /** The features that its passed tests carry. */
  readonly carried: readonly Carried[]
  readonly output: string
  /** Why nothing ran. */
  readonly notRun?: string
}

/** This Node and the repository's own tools come before anything else of the machine. */
const path = [
  join(process.cwd(), 'node_modules', '.bin'),
  dirname(process.execPath),
  process.env['PATH'] ?? '',
].join(delimiter)

/** With less than this left, no step is begun. Minutes. */
const leastMinutes = 0.5

/**
 * Runs one step to its end and reads its report. Never rejects.
 * @param left minutes that remain for all steps; stopped by their end, a step has neither passed nor failed
 */
export async function runStep(step: Step, left: number): Promise<StepResult> {
  const started = performance.now()
  const seconds = (): number => (performance.now() - started) / 1000
  const without = (notRun: string): StepResult => {
    return { step, ...nothing, seconds: seconds(), output: '', notRun }
  }
  const notRun = step.skip?.() ?? (left < leastMinutes ? 'no time was left' : undefined)
  if (notRun !== undefined) return without(notRun)
  const folder = mkdtempSync(join(tmpdir(), 'tieout-check-'))
  const report = join(folder, 'report.json')
  try {
    const { ok, output, stopped } = await spawned(step, report, Math.min(step.minutes, left))
    if (stopped && left < step.minutes) return without('no time was left to end it')
    const counts = step.vitest ? countsOf(report, ok) : { ...nothing, passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
    return { step, ...counts, seconds: seconds(), output }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Process groups under way: each step has its own, so that its time limit reaches what it started. */
const groups = new Set<number>()

/** Ends every step at once, with all that it started. */
export function stopAll(): void {
  for (const group of groups) {
    try {
      process.kill(-group, 'SIGKILL')
    } catch {
      groups.delete(group)
    }
  }
}

interface Spawned {
  readonly ok: boolean
  readonly output: string
  readonly stopped: boolean
}

function spawned(step: Step, report: string, minutes: number): Promise<Spawned> {
  const [program = '', ...rest] = step.command
  const args = step.vitest
    ? [...rest, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    : rest
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: { ...process.env, PATH: path, NO_COLOR: '1', ...step.env?.() },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    if (child.pid !== undefined) groups.add(child.pid)
    let output = ''
    let stopped = false
    const keep = (chunk: Buffer): void => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const limit = setTimeout(() => {
      stopped = true
      output += `\nStopped after ${minutes.toFixed(1)} minutes.\n`
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    }, minutes * 60_000)
    child.on('error', (error) => {
      clearTimeout(limit)
      resolve({ ok: false, output: `${program}: ${error.message}. Run "npm ci" first.\n`, stopped })
    })
    child.on('close', (code) => {
      clearTimeout(limit)
      if (child.pid !== undefined) groups.delete(child.pid)
      resolve({ ok: code === 0, output, stopped })
    })
  })
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly startTime: number
    readonly endTime: number
    readonly status: string
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[]
      readonly title: string
      readonly status: string
    }[]
  }[]
}

type Counts = Pick<StepResult, 'passed' | 'failed' | 'skipped' | 'files' | 'carried'>

const nothing: Counts = { passed: 0, failed: 0, skipped: 0, files: [], carried: [] }

/** A run that ended badly counts at least one failure, even when no single test failed or no report was written. */
function countsOf(report: string, ok: boolean): Counts {
  let read: VitestReport
  try {
    read = JSON.parse(readFileSync(report, 'utf8')) as VitestReport
  } catch {
    return { ...nothing, failed: 1 }
  }
  const broken = read.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const failed = read.numFailedTests + broken.length
  return {
    passed: read.numPassedTests,
    failed: ok ? failed : Math.max(1, failed),
    skipped: read.numPendingTests,
    files: read.testResults.map((file) => ({
      path: relative(process.cwd(), file.name),
      seconds: (file.endTime - file.startTime) / 1000,
    })),
    carried: read.testResults.flatMap((file) =>
      file.assertionResults
        .filter((test) => test.status === 'passed')
        .flatMap((test) =>
          carriedBy([...test.ancestorTitles, test.title], relative(process.cwd(), file.name)),
        ),
    ),
  }
}

import { bugs, noBug } from './bugs.ts'
import { catchBug } from './controls.ts'
import type { Task, TaskResult } from './crew.ts'
import { live } from './story.ts'
import type { StoryResult } from './story.ts'
import { breath } from '../seams/turn.ts'

/** A process of the crew: does one task after another for the process that started it. */

// Refusals and faults are exceptions here by the million, and their stacks are read by nobody: a failing story is told again by itself.
Error.stackTraceLimit = 0

async function liveOnce(seed: number, bug: string | null): Promise<StoryResult> {
  await breath()
  const makeBug = bug === null ? () => noBug : bugs[bug]
  if (!makeBug) throw new RangeError(`there is no planted fault "${bug ?? ''}"`)
  return live({ seed }, makeBug())
}

async function doTask(task: Task): Promise<TaskResult> {
  if (task.kind === 'catch') return { kind: 'caught', caught: await catchBug(task.bug, task.from, task.most) }
  const stories: StoryResult[] = []
  for (let seed = task.from; seed < task.from + task.count; seed += 1) {
    const story = await liveOnce(seed, task.bug)
    const again = task.twice ? await liveOnce(seed, task.bug) : story
    stories.push(
      again.trace === story.trace
        ? story
        : { ...story, violations: [...story.violations, 'lived again, it left another trace'] },
    )
  }
  return { kind: 'lived', stories }
}

process.on('message', (task: Task) => {
  void doTask(task).then((result) => process.send?.(result))
})

// Whoever started it has gone: there is nobody left to work for.
process.on('disconnect', () => process.exit())

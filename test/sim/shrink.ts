import type { Bug } from './bugs.ts'
import { live, stepsInStory } from './story.ts'
import type { Story } from './story.ts'

/** A fresh planted fault for each try, or none. */
export type MakeBug = () => Bug

async function stillFails(story: Story, makeBug: MakeBug): Promise<boolean> {
  return (await live(story, makeBug())).violations.length > 0
}

/**
 * Makes a failing story short: leaves out runs of steps, ever shorter ones, then the weather and the harm of each step that is left, for as
 * long as it still fails. At most `tries` lives.
 */
export async function shrink(failing: Story, makeBug: MakeBug, tries = 400): Promise<Story> {
  const left = { tries }
  let story: Story = {
    ...failing,
    steps: failing.steps ?? new Set(Array.from({ length: stepsInStory }, (_, step) => step)),
    fair: failing.fair ?? new Set(),
    unharmed: failing.unharmed ?? new Set(),
  }
  const attempt = async (next: Story): Promise<boolean> => {
    if (left.tries <= 0) return false
    left.tries -= 1
    if (!(await stillFails(next, makeBug))) return false
    story = next
    return true
  }
  for (let size = stepsInStory / 2; size >= 1; size = Math.floor(size / 2)) {
    const steps = [...(story.steps ?? [])]
    for (let from = 0; from < steps.length; from += size) {
      const out = new Set(steps.slice(from, from + size))
      const kept = new Set([...(story.steps ?? [])].filter((step) => !out.has(step)))
      await attempt({ ...story, steps: kept })
    }
  }
  for (const step of story.steps ?? []) {
    await attempt({ ...story, fair: new Set([...(story.fair ?? []), step]) })
    await attempt({ ...story, unharmed: new Set([...(story.unharmed ?? []), step]) })
  }
  return story
}

/** The parts of a story as options of the command that lives it again. */
export function asOptions(story: Story): string {
  const list = (name: string, steps: ReadonlySet<number> | undefined) =>
    steps === undefined ? '' : ` --${name} ${steps.size === 0 ? 'none' : [...steps].join(',')}`
  return `--from ${story.seed} --seeds 1${list('steps', story.steps)}${list('fair', story.fair)}${list('unharmed', story.unharmed)}`
}

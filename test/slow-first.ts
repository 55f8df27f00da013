import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/** Files that take long and mostly wait come first, so that quick ones fill the time beside them and none is left over at the end. */
const first = ['test/steel/', 'test/sim/', 'test/whole/']

function rank({ moduleId }: TestSpecification): number {
  const at = first.findIndex((part) => moduleId.includes(`/${part}`))
  return at < 0 ? first.length : at
}

/** The order of `npm test`: by how long a kind of file takes, then by name. */
export class SlowFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(
      files.toSorted((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId)),
    )
  }
}

import type { components } from '@tieout/client/api.gen.ts'

type Schemas = components['schemas']

export type Company = Schemas['Company']
export type Connection = Schemas['Connection']
export type Run = Schemas['Run']
export type Reference = Schemas['Reference']
export type ProblemCard = Schemas['ProblemCard']
export type Preflight = Schemas['Preflight']
export type KeyOnce = Schemas['KeyOnce']
/** What became of one line of the bulk address. */
export type LineAnswer = Schemas['LineAnswer']

export interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}

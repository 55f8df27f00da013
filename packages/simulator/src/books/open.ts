import { type Action, actions } from './actions.ts'
import { catalogue } from './catalogue.ts'
import { Company, type Seams } from './company.ts'
import type { Access, Actor, Books, Input, ObjectDefinition, Row } from './contract.ts'
import { functions } from './functions/all.ts'
import { text, upper } from './input.ts'
import { plant } from './plant.ts'
import { find, get } from './reading.ts'
import { refuse } from './refusals.ts'
import { advanceRules } from './rules/advances.ts'
import { documentRules } from './rules/documents.ts'
import { masterId, masterRules } from './rules/masters.ts'
import { orderRules } from './rules/orders.ts'
import { paymentRules } from './rules/payments.ts'
import { type Rule, visible } from './rules/rule.ts'
import type { CompanySeed } from './seed.ts'
import { type CompanySettings, defaultSettings } from './settings.ts'
import { restoreCompany, type Snapshot, snapshotOf } from './snapshot.ts'

/** Rows of one object without business rules, stamps or audit, for `?raw=1`. */
export interface RawObject {
  /** Stores the row; without RECORDNO it gets the next one. */
  put(row: Row): Row
  /** Lays fields over a row; undefined when there is none. */
  patch(recordNo: string, changes: Row): Row | undefined
  /** Whether there was one. */
  delete(recordNo: string): boolean
}

export type ActionName = keyof typeof actions

export interface BooksControl {
  settings(): CompanySettings
  /** Lays a patch over the settings; maps merge entry by entry. */
  change(patch: Partial<CompanySettings>): void
  raw(object: string): RawObject
  /** What a person does by hand; input in the words of actions.ts. Throws BusinessError. */
  readonly actions: Readonly<Record<ActionName, (input: Input, actor: Actor) => Row | undefined>>
  /** Everything as plain JSON, and back. */
  snapshot(): Snapshot
  restore(snapshot: Snapshot): void
  /** Undoes all changes of `work` when it throws (`transaction="true"`). Nests. */
  atomically<Result>(work: () => Result): Result
}

export interface BooksOptions {
  readonly companyId: string
  readonly seed: CompanySeed
  /** Laid over the defaults and the seed's settings. */
  readonly settings?: Partial<CompanySettings>
  readonly clock: Seams['clock']
  readonly random: Seams['random']
}

const rules: Readonly<Record<string, Rule>> = {
  ...masterRules,
  ...documentRules,
  ...paymentRules,
  ...advanceRules,
  ...orderRules,
}

function ruleOf(object: string, operation: 'create' | 'update' | 'remove', actor: Actor): Rule {
  const definition = catalogue.get(object) ?? refuse('noObject', object)
  const rule = rules[object]
  const generic = operation === 'remove' ? 'delete' : operation
  const offered = definition.generic.includes(generic) || actor.source !== 'api'
  if (rule?.[operation] === undefined || !offered) return refuse('unsupported', generic, object)
  return rule
}

/** The record that an update means: RECORDNO, or the field that names it. */
function target(company: Company, object: string, input: Input, actor: Actor): Row {
  const key = text(input, 'RECORDNO') ?? ''
  const id = masterId(object)
  if (object === 'SODOCUMENT' && key === '') {
    const docId = text(input, 'DOCID') ?? ''
    return visible(company, company.named(object, docId), actor) ?? refuse('transactionGone', object, docId)
  }
  const name = id === undefined ? '' : (text(input, id) ?? '')
  const row = key !== '' ? company.row(object, key) : name !== '' ? company.named(object, name) : undefined
  const label = catalogue.get(object)?.label.toLowerCase() ?? object
  if (id !== undefined)
    return visible(company, row, actor) ?? refuse('notFound', label, key === '' ? name : key, 'update')
  return visible(company, row, actor) ?? refuse('transactionGone', object, key)
}

/**
 * Opens the books of one simulated company, planted with its seed. Everything is synchronous and in memory; every changing call is
 * all or nothing. Throws when the seed names unknown fields.
 */
export function openBooks(options: BooksOptions): Books & BooksControl {
  const seams: Seams = { clock: options.clock, random: options.random }
  const company = new Company(
    options.companyId,
    { ...defaultSettings, ...options.seed.settings, ...options.settings },
    seams,
  )
  company.multiEntity = options.seed.multiEntity
  plant(company, options.seed)

  const bound = new Map(
    [...functions].map(([name, run]) => [
      name,
      (input: Input, actor: Actor) => company.atomically(() => run(company, input, actor)),
    ]),
  )

  const boundActions = Object.fromEntries(
    Object.entries(actions).map(([name, run]: [string, Action]) => [
      name,
      (input: Input, actor: Actor) => company.atomically(() => run(company, input, actor)),
    ]),
  ) as BooksControl['actions']

  return {
    companyId: options.companyId,
    definition: (object) => company.definition(object),
    definitions: () =>
      [...catalogue.keys(), ...company.settings.userDimensions.map(({ object }) => object)]
        .map((name) => company.definition(name))
        .filter((d): d is ObjectDefinition => d !== undefined),
    find: (object: string, access: Access, actor: Actor, showPrivate: boolean) =>
      find(company, object, access, actor, showPrivate),
    get: (object, recordNo, actor) => get(company, object, recordNo, actor),
    create: (object, input, actor) =>
      company.atomically(
        () =>
          ruleOf(object, 'create', actor).create?.(company, upper(input), actor) ??
          refuse('noObject', object),
      ),
    update: (object, input, actor) =>
      company.atomically(() => {
        const rule = ruleOf(object, 'update', actor)
        const fields = upper(input)
        return (
          rule.update?.(company, target(company, object, fields, actor), fields, actor) ??
          refuse('noObject', object)
        )
      }),
    remove: (object, recordNo, actor) =>
      company.atomically(() => {
        const rule = ruleOf(object, 'remove', actor)
        const row =
          visible(company, company.row(object, recordNo), actor) ??
          refuse('notFound', catalogue.get(object)?.label.toLowerCase() ?? object, recordNo, 'delete')
        rule.remove?.(company, row, actor)
      }),
    functions: bound,
    settings: () => company.settings,
    change: (patch) => company.change(patch),
    raw: (object) => rawObject(company, object),
    actions: boundActions,
    snapshot: () => snapshotOf(company),
    restore: (snapshot) => restoreCompany(company, snapshot),
    atomically: (work) => company.atomically(work),
  }
}

function rawObject(company: Company, object: string): RawObject {
  const table = company.table(object)
  return {
    put: (row) => {
      const stored = { ...row, RECORDNO: row.RECORDNO ?? company.nextNo(object) }
      company.put(object, stored)
      return stored
    },
    patch: (recordNo, changes) => {
      const row = company.row(object, recordNo)
      if (row === undefined) return undefined
      const stored = { ...row, ...changes }
      company.put(object, stored)
      return stored
    },
    delete: (recordNo) => table.remove(Number(recordNo)) !== undefined,
  }
}

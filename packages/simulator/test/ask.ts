import { createSimulator, type Simulator, type SimulatorOptions } from '../src/simulator.ts'
import { seeded } from '../src/gateway/rng.ts'
import type { Element } from '../src/xml/element.ts'
import { readXml } from '../src/xml/read.ts'

/** 2026-01-05T10:00:00Z */
export const start = Date.UTC(2026, 0, 5, 10)

export interface World {
  readonly simulator: Simulator
  readonly clock: { time: number; now(): number }
}

/** A simulator on a clock that only the test moves. */
export function world(options: Partial<SimulatorOptions> = {}): World {
  const clock = {
    time: start,
    now(): number {
      return this.time
    },
  }
  return { clock, simulator: createSimulator({ clock, random: seeded(7), ...options }) }
}

export interface Ask {
  readonly sender?: string
  readonly senderPassword?: string
  readonly company?: string
  readonly user?: string
  readonly password?: string
  readonly entity?: string
  readonly session?: string
  readonly uniqueid?: boolean
  readonly transaction?: boolean
  readonly control?: string
  readonly login?: string
}

/** The text of a request; each function is its inner XML, with control ids f1, f2 … unless given as `id: xml`. */
export function request(functions: readonly (string | readonly [string, string])[], ask: Ask = {}): string {
  const auth =
    ask.session === undefined
      ? `<login><userid>${ask.user ?? 'tieout'}</userid><companyid>${ask.company ?? 'DEMO'}</companyid><password>${ask.password ?? 'demo-password'}</password>${ask.login ?? ''}${ask.entity === undefined ? '' : `<locationid>${ask.entity}</locationid>`}</login>`
      : `<sessionid>${ask.session}</sessionid>`
  const content = functions
    .map((each, index) => (typeof each === 'string' ? ([`f${String(index + 1)}`, each] as const) : each))
    .map(([id, xml]) => `<function controlid="${id}">${xml}</function>`)
    .join('')
  return `<?xml version="1.0" encoding="UTF-8"?><request><control><senderid>${ask.sender ?? 'tieout'}</senderid><password>${ask.senderPassword ?? 'tieout-sender'}</password><controlid>c1</controlid><uniqueid>${String(ask.uniqueid ?? false)}</uniqueid><dtdversion>3.0</dtdversion>${ask.control ?? '<includewhitespace>false</includewhitespace>'}</control><operation transaction="${String(ask.transaction ?? false)}"><authentication>${auth}</authentication><content>${content}</content></operation></request>`
}

/** An element by a path of names, the first of each; a number picks another. */
export function at(element: Element, ...path: readonly (string | number)[]): Element {
  let here = element
  for (let index = 0; index < path.length; index += 1) {
    const name = path[index]
    const next = path[index + 1]
    const all = here.children.filter((each) => each.name === name)
    const found = all[typeof next === 'number' ? next : 0]
    if (found === undefined)
      throw new Error(`no ${String(name)} in ${here.name}: ${JSON.stringify(here).slice(0, 800)}`)
    if (typeof next === 'number') index += 1
    here = found
  }
  return here
}

export function text(element: Element, ...path: readonly (string | number)[]): string {
  return at(element, ...path).text
}

export interface Asked {
  readonly status: number
  readonly root: Element
  readonly body: string
  /** The n-th result. */
  result(index?: number): Element
  /** The errors of a result, or of the whole response, as `errorno: description2`. */
  errors(index?: number): string[]
}

function errorsOf(holder: Element): string[] {
  const message = holder.children.find((each) => each.name === 'errormessage')
  return (message?.children ?? []).map((error) => {
    const part = (name: string): string => error.children.find((each) => each.name === name)?.text ?? ''
    const detail = part('description2') || part('description')
    return `${part('errorno')}: ${detail.replace(/ \[(Support|Request) ID: [^\]]+\]/, '')}`
  })
}

/** Sends one request through the gateway's text door. */
export function send(
  simulator: Simulator,
  functions: readonly (string | readonly [string, string])[],
  ask: Ask = {},
): Asked {
  return sendText(simulator, request(functions, ask))
}

export function sendText(simulator: Simulator, text: string): Asked {
  const answer = simulator.handleXml(text)
  const root = readXml(answer.body)
  const operation = root.children.find((each) => each.name === 'operation')
  return {
    status: answer.status,
    root,
    body: answer.body,
    result: (index = 0) => at(root, 'operation', 'result', index),
    errors(index) {
      if (index !== undefined) return errorsOf(at(root, 'operation', 'result', index))
      const own = errorsOf(root)
      if (own.length > 0) return own
      return operation === undefined ? [] : errorsOf(operation)
    },
  }
}

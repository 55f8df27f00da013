import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeXml } from '../src/xml/write.ts'
import { readXml } from '../src/xml/read.ts'
import type { Element } from '../src/xml/element.ts'
import { world } from './ask.ts'

const folder = join(import.meta.dirname, 'golden')
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.request.xml'))
  .map((name) => name.replace('.request.xml', ''))
  .sort()

const load = (name: string) => readFileSync(join(folder, name), 'utf8')

/** Where the transcript says `…`, the answer may say anything. */
function blur(pattern: string, text: string): string {
  if (!pattern.includes('…')) return text
  const source = pattern
    .split('…')
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('[\\s\\S]*')
  return new RegExp(`^${source}$`).test(text) ? pattern : text
}

function blurred(transcript: Element, answer: Element): Element {
  return {
    ...answer,
    text: blur(transcript.text, answer.text),
    attributes: Object.fromEntries(
      Object.entries(answer.attributes).map(([name, value]) => [
        name,
        blur(transcript.attributes[name] ?? '', value),
      ]),
    ),
    children: answer.children.map((each, index) => {
      const same = transcript.children[index]
      return same === undefined ? each : blurred(same, each)
    }),
  }
}

// One company lives through all transcripts in their order: later ones read what earlier ones wrote.
const { simulator } = world()

test.each(names)('transcript %s of the protocol reference is answered as it says', (name) => {
  const request = load(`${name}.request.xml`)
  const response = load(`${name}.response.xml`)
  const section = /<!-- (Protocol reference [\w.].*) -->/.exec(request)?.[1]
  expect(section).toBeDefined()
  expect(response).toContain(section)
  const status = Number(/· HTTP (\d+) -->/.exec(response)?.[1])
  const answer = simulator.handleXml(request)
  const transcript = readXml(response)
  expect(writeXml(blurred(transcript, readXml(answer.body)), true)).toBe(writeXml(transcript, true))
  expect(answer.status).toBe(status)
})

test('every request has its response', () => {
  const responses = readdirSync(folder).filter((name) => name.endsWith('.response.xml'))
  expect(responses.map((name) => name.replace('.response.xml', '')).sort()).toEqual(names)
})

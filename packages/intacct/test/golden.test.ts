import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ResponseEvents } from '../src/envelope/response.ts'
import { settle } from '../src/envelope/settle.ts'
import { pushParser } from '../src/xml/parse.ts'
import { requestElement } from '../src/envelope/request.ts'
import type { Element } from '../src/xml/element.ts'
import { childOf, childrenOf, textOf } from '../src/xml/element.ts'
import { parseXml } from '../src/xml/tree.ts'
import { LEGACY_FUNCTIONS } from '../src/writing/legacy-models.ts'
import { legacyCall } from '../src/writing/legacy.ts'
import type { LegacyInput, LegacyValue } from '../src/writing/legacy.ts'

// Transcripts taken from the protocol reference by somebody else; nothing is shared but the files.
const FOLDER = new URL('../../simulator/test/golden/', import.meta.url)
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.request.xml')) : []

// From the reference itself, so that something is held against the writer even without that folder.
const OWN = `<request><control><senderid>a</senderid><password>b</password><controlid>c</controlid><uniqueid>true</uniqueid><dtdversion>3.0</dtdversion><includewhitespace>false</includewhitespace></control>
<operation transaction="false"><authentication><sessionid>s</sessionid></authentication><content>
<function controlid="f-1"><create_invoice>
  <customerid>CUSTOMER1</customerid>
  <datecreated><year>2026</year><month>01</month><day>31</day></datecreated>
  <termname>N30</termname><action>Submit</action><invoiceno>INV-1001</invoiceno><ponumber>PO 55</ponumber>
  <description>Jan</description><externalid>ab-778</externalid><billto><contactname>Jane</contactname></billto>
  <basecurr>USD</basecurr><currency>EUR</currency><exchratetype/><supdocid>ATT-1</supdocid>
  <customfields><customfield><customfieldname>X</customfieldname><customfieldvalue>v</customfieldvalue></customfield></customfields>
  <invoiceitems><lineitem><glaccountno>4000</glaccountno><amount>100.00</amount><memo>Seat licence</memo>
    <locationid>100</locationid><departmentid>D1</departmentid><projectid/><itemid/><classid/>
    <taxentries><taxentry><detailid>UK Sale Goods Standard</detailid><trx_tax>20.00</trx_tax></taxentry></taxentries>
  </lineitem></invoiceitems></create_invoice></function>
<function controlid="f-2"><create_supdoc><supdocid>INV-1001</supdocid><supdocname>INV-1001</supdocname>
  <supdocfoldername>Invoices</supdocfoldername><attachments><attachment><attachmentname>invoice</attachmentname>
  <attachmenttype>pdf</attachmenttype><attachmentdata>JVBE</attachmentdata></attachment></attachments></create_supdoc></function>
</content></operation></request>`

// Requests that show how the gateway refuses a wrong form.
const WRONG_ON_PURPOSE = /mismatched|misplaced/

const textOfFile = (name: string): string => readFileSync(new URL(name, FOLDER), 'utf8')

const TRANSCRIPTS: [string, string][] = [
  ['the reference', OWN],
  ...files
    .map((name): [string, string] => [name, textOfFile(name)])
    .filter(([name]) => !WRONG_ON_PURPOSE.test(name)),
]

const isDate = (node: Element): boolean => node.children.map(({ name }) => name).join() === 'year,month,day'

function valueOf(node: Element): LegacyValue {
  if (isDate(node)) return node.children.map(({ text }) => text.trim()).join('-')
  return node.children.length === 0 && Object.keys(node.attributes).length === 0 ? node.text : inputOf(node)
}

/** The element as a caller would give it, names in the reverse order. */
function inputOf(node: Element): LegacyInput {
  const input: Record<string, LegacyValue[]> = {}
  for (const child of node.children) (input[child.name] ??= []).push(valueOf(child))
  const attributes = Object.entries(node.attributes).map(([name, value]) => [`@${name}`, value] as const)
  return Object.fromEntries<LegacyValue | readonly LegacyValue[]>([
    ...attributes,
    ...Object.entries(input).reverse(),
  ])
}

const functionsOf = (request: Element): readonly Element[] =>
  childrenOf(request, 'operation').flatMap((operation) =>
    childrenOf(childOf(operation, 'content'), 'function'),
  )

test.each(TRANSCRIPTS)(
  '%s: what the writer makes of its legacy functions stands as it stands there',
  (_name, text) => {
    for (const fn of functionsOf(parseXml(text))) {
      const [body] = fn.children
      if (body === undefined || LEGACY_FUNCTIONS[body.name] === undefined) continue
      expect(legacyCall(body.name, inputOf(body))).toEqual(body)
    }
  },
)

test.each(TRANSCRIPTS)('%s: the envelope has the same parts in the same order', (_name, text) => {
  const request = parseXml(text)
  const control = childOf(request, 'control')
  const login = childOf(childOf(childOf(request, 'operation'), 'authentication'), 'login')
  const optional = (name: string) => (childOf(login, name) === undefined ? undefined : textOf(login, name))
  const ours = requestElement({
    sender: { senderId: textOf(control, 'senderid'), password: textOf(control, 'password') },
    controlId: textOf(control, 'controlid'),
    uniqueId: textOf(control, 'uniqueid') !== 'false',
    authentication:
      login === undefined
        ? { sessionId: 's' }
        : {
            login: {
              userId: textOf(login, 'userid'),
              companyId: textOf(login, 'companyid'),
              password: textOf(login, 'password'),
              clientId: optional('clientid'),
              entity: optional('locationid'),
            },
          },
    functions: [],
  })
  const known = new Set(childOf(ours, 'control')?.children.map(({ name }) => name))
  const theirs = (control?.children ?? []).map(({ name }) => name).filter((name) => known.has(name))
  const written = (childOf(ours, 'control')?.children ?? [])
    .map(({ name }) => name)
    .filter((name) => theirs.includes(name))
  expect(written).toEqual(theirs)
  if (login !== undefined) {
    const mine = childOf(childOf(childOf(ours, 'operation'), 'authentication'), 'login')
    expect(mine?.children.map(({ name }) => name)).toEqual(login.children.map(({ name }) => name))
  }
})

// What the answers beside them mean, by the end of their name; every other one is a success of all its functions.
const MEANINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/read-more-expired/, ['result_set_gone']],
  [/query-not-queryable/, ['field_not_queryable']],
  [/additional-error-information/, ['account_number_taken']],
  [/transaction-rolled-back/, ['id_taken', 'rolled_back_with_sibling']],
  [/partial-success/, ['contradiction', 'id_taken']],
  [/unknown-company/, ['request_refused']],
  [/wrong-sender/, ['sender_refused']],
  [/invalid-session/, ['session_expired']],
  [/no-permission-object/, ['object_unknown']],
  [/mismatched|misplaced/, ['xml_refused']],
  [/transport-policy/, ['transport_policy_unknown']],
  [/repeated-control-id/, ['control_id_seen']],
]

test.each(files.map((name) => [name.replace('.request.', '.response.'), name]))(
  '%s is understood',
  (answerName, name) => {
    if (!existsSync(new URL(answerName, FOLDER))) return
    const ids = [...textOfFile(name).matchAll(/<function controlid="([^"]*)"/g)].map(
      (found) => found[1] ?? '',
    )
    const text = textOfFile(answerName)
    const events = new ResponseEvents(() => 'rows')
    const parser = pushParser(events)
    parser.write(text)
    parser.end()
    const status = Number(/HTTP (\d+)/.exec(text)?.[1] ?? '200')
    const { outcomes } = settle(ids, status, events, { kind: 'whole', why: '', start: text })
    const meaning = MEANINGS.find(([pattern]) => pattern.test(answerName))?.[1] ?? ['ok']
    expect(outcomes.length).toBeGreaterThan(0)
    for (const outcome of outcomes) {
      const said = outcome.kind === 'failed' ? outcome.cause : outcome.kind === 'unknown' ? outcome.why : 'ok'
      expect(meaning, `${answerName}: ${said}`).toContain(said)
    }
  },
)

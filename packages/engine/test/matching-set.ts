import type { Matchable } from '../src/core/matching/evidence.ts'

/** Two lists of contacts and who is who. */
export interface LabelledSet {
  readonly app: readonly Matchable[]
  readonly intacct: readonly Matchable[]
  /** Key in Intacct by key in the app; absent: has no partner. */
  readonly truth: ReadonlyMap<string, string>
  /** Those of the app's that share their name with another on either side. */
  readonly homonyms: ReadonlySet<string>
}

const first =
  'Lakeside Birch Northwind Harbor Summit Cedar Granite Maple Silver Golden Pacific Atlantic Liberty Pioneer Redwood Sunrise Evergreen Ironwood Bluebird Crescent Falcon Horizon Juniper Keystone Magnolia Nimbus Oakridge Pinnacle Quarry Riverbend Stonegate Timber Union Valley Westbrook Yellowstone Zenith Amber Beacon Copper Delta Ember Foxglove Glacier Hawthorn Indigo Jasper Kestrel Lantern Meridian'.split(
    ' ',
  )
const second =
  'Veterinary Dental Logistics Manufacturing Properties Construction Electric Plumbing Consulting Foods Pharmacy Optical Marine Textiles Printing Motors Systems Software Partners Holdings Catering Roofing Landscaping Interiors Aviation Chemicals Packaging Robotics Fitness Media'.split(
    ' ',
  )
const third = 'Group Services Associates International Management Center Industries Products'.split(' ')
const people =
  'Maria Anna John Peter Laura David Susan Karl Elena Thomas Sophie Daniel Grace Victor Nina'.split(' ')
const surnames =
  'Miller Smith Garcia Jensen Kowalski Rossi Schneider Tanaka Brown Nguyen Dubois Novak Olsen Haddad Moreau Clark Weber Costa Larsen Murphy'.split(
    ' ',
  )
const forms = ['Inc.', 'LLC', 'Ltd', 'Corp.', 'Co.', 'GmbH', '']
const short: Readonly<Record<string, string>> = {
  Manufacturing: 'Mfg',
  Properties: 'Props',
  Systems: 'Sys',
  Group: 'Grp',
  Services: 'Svcs',
  Associates: 'Assoc',
  International: "Int'l",
  Management: 'Mgmt',
  Center: 'Ctr',
  Industries: 'Ind.',
}
const offices = ['Oakfield Accounting', 'Bright Bookkeeping', 'Ledgerworks']

/** Numbers from 0 to below 1 that only the seed decides (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * `size` contacts on each side: about seven in ten are the same ones, with names misspelt, abbreviated, reordered or with another legal
 * form, e-mails and tax numbers often missing, sometimes wrong. Among them firms that were merged (one in Intacct for two of the app's),
 * namesakes, sister firms of one tax number, clients of one accountant's mailbox, and numbers that both sides gave to different firms.
 */
export function labelledSet(seed: number, size: number): LabelledSet {
  const chance = chanceOf(seed)
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(chance() * list.length)] as Item
  const digits = (count: number) =>
    Array.from({ length: count }, () => String(Math.floor(chance() * 10))).join('')
  const app: Matchable[] = []
  const intacct: Matchable[] = []
  const truth = new Map<string, string>()
  const freshName = () => {
    if (chance() < 0.3) return `${pick(people)} ${pick(surnames)}`
    const tail = chance() < 0.45 ? ` ${pick(third)}` : ''
    const place = chance() < 0.35 ? ` ${pick(surnames)}` : ''
    return `${pick(first)}${place} ${pick(second)}${tail}`
  }
  const mailOf = (name: string) => {
    const words = name.toLowerCase().split(' ')
    if (chance() < 0.08) return `client@${pick(offices).toLowerCase().replace(' ', '')}.example`
    return chance() < 0.3
      ? `${words.join('.')}${digits(2)}@gmail.com`
      : `${pick(['info', 'billing', 'ap'])}@${words.join('')}${digits(1)}.example`
  }
  const misspelt = (name: string) => {
    const at = 1 + Math.floor(chance() * (name.length - 2))
    const way = chance()
    if (way < 0.35) return name.slice(0, at) + name.slice(at + 1)
    if (way < 0.7) return name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2)
    return name.slice(0, at) + pick('a e i o r s t l n'.split(' ')) + name.slice(at)
  }
  const written = (name: string) => {
    let text = name
    if (chance() < 0.25) text = misspelt(text)
    if (chance() < 0.3)
      text = text
        .split(' ')
        .map((word) => short[word] ?? word)
        .join(' ')
    if (chance() < 0.08) text = text.split(' ').reverse().join(' ')
    if (chance() < 0.15) text = text.toUpperCase()
    return `${text} ${pick(forms)}`.trim()
  }
  const maybe = (value: string, often: number) => (chance() < often ? value : undefined)
  const invoicesOf = () =>
    chance() < 0.4
      ? Array.from({ length: 1 + Math.floor(chance() * 3) }, () => `INV-${digits(6)}|USD|${digits(4)}.00`)
      : []
  let lastTax = ''
  let lastName = ''
  while (intacct.length < size) {
    const at = intacct.length
    const kind = chance()
    const name = kind < 0.07 && lastName !== '' ? lastName : freshName()
    const tax = kind > 0.93 && lastTax !== '' ? lastTax : digits(9)
    const number = `C${String(1000 + at)}`
    const email = mailOf(name)
    const invoices = invoicesOf()
    ;[lastTax, lastName] = [tax, name]
    const remote: Matchable = {
      key: `customer:${String(at + 1)}`,
      code: number,
      name: written(name),
      email: maybe(email, 0.7),
      taxNumber: maybe(tax, 0.6),
      invoices,
    }
    intacct.push(remote)
    if (app.length >= size || chance() > 0.7) continue
    const copies = chance() < 0.04 ? 2 : 1
    for (let copy = 0; copy < copies; copy += 1) {
      const key = `A${String(app.length)}`
      const own = chance()
      app.push({
        key,
        code:
          own < 0.5
            ? number
            : own < 0.55
              ? `C${String(1000 + Math.floor(chance() * size))}`
              : `K-${digits(7)}`,
        name: written(name),
        email: maybe(chance() < 0.9 ? email : mailOf(name), 0.7),
        taxNumber: maybe(chance() < 0.97 ? tax : digits(9), 0.5),
        invoices: invoices.filter(() => chance() < 0.7),
      })
      truth.set(key, remote.key)
    }
  }
  while (app.length < size) {
    const namesake = chance() < 0.3
    const name = namesake ? pick(intacct).name : written(freshName())
    app.push({
      key: `A${String(app.length)}`,
      code: chance() < 0.15 ? `C${String(1000 + Math.floor(chance() * size))}` : `K-${digits(7)}`,
      name,
      email: maybe(mailOf(name.replace(/[^A-Za-z ]/g, '')), 0.7),
      taxNumber: maybe(digits(9), 0.5),
      invoices: invoicesOf(),
    })
  }
  return { app, intacct, truth, homonyms: homonymsOf(app, intacct) }
}

function homonymsOf(app: readonly Matchable[], intacct: readonly Matchable[]): ReadonlySet<string> {
  const plain = ({ name }: Matchable) => name.toLowerCase()
  const ours = Map.groupBy(app, plain)
  const theirs = Map.groupBy(intacct, plain)
  return new Set(
    app.flatMap((item) =>
      (ours.get(plain(item))?.length ?? 0) > 1 || (theirs.get(plain(item))?.length ?? 0) > 1
        ? [item.key]
        : [],
    ),
  )
}

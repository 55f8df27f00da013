import { searchText } from '../reference-terms.ts'

/** Words that say what kind of firm it is, not which. */
const forms = new Set(
  'inc incorporated llc llp lp ltd limited plc corp corporation co company gmbh ag kg ohg sa sas sarl srl spa bv nv ab as aps oy pty kk sl the and of'.split(
    ' ',
  ),
)

/** Short forms that people type, by what they stand for. */
const abbreviations: Readonly<Record<string, string>> = {
  assoc: 'associates',
  assn: 'association',
  bros: 'brothers',
  ctr: 'center',
  centre: 'center',
  dept: 'department',
  dev: 'development',
  dist: 'distribution',
  eng: 'engineering',
  grp: 'group',
  hosp: 'hospital',
  ind: 'industries',
  inds: 'industries',
  intl: 'international',
  mfg: 'manufacturing',
  mgmt: 'management',
  mgt: 'management',
  mkt: 'market',
  natl: 'national',
  prod: 'products',
  prop: 'properties',
  props: 'properties',
  svc: 'services',
  svcs: 'services',
  sys: 'systems',
  tech: 'technologies',
  univ: 'university',
}

/** The words of a name that tell it from others: lower case, no accents, no legal forms, abbreviations written out. */
export function nameWords(name: string): readonly string[] {
  const words = searchText(name)
    .replaceAll('&', ' and ')
    .replace(/[.'’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => (Object.hasOwn(abbreviations, word) ? (abbreviations[word] ?? word) : word))
  const telling = words.filter((word) => !forms.has(word))
  return telling.length > 0 ? telling : words
}

/** A number or code as both sides may write it: upper case, no punctuation, no leading zeros. */
export function plainCode(code: string): string {
  return searchText(code)
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/^0+(?=.)/, '')
}

/** The part after the @, lower case; '' for what is no address. */
export function mailDomain(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 0
    ? ''
    : email
        .slice(at + 1)
        .trim()
        .toLowerCase()
}

/** Domains that anyone may have an address at: they tell nothing of the firm. */
const anyones = new Set(
  'gmail.com googlemail.com yahoo.com yahoo.co.uk outlook.com hotmail.com hotmail.co.uk live.com msn.com icloud.com me.com aol.com gmx.de gmx.net web.de t-online.de proton.me protonmail.com btinternet.com comcast.net verizon.net att.net mail.com qq.com 163.com'.split(
    ' ',
  ),
)

/** Whether a domain belongs to one firm, as far as can be told. */
export function isFirmDomain(domain: string): boolean {
  return domain !== '' && !anyones.has(domain)
}

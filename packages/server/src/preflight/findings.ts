import type { Settings } from '@tieout/engine/core/settings.ts'
import type { Finding, Wanted } from './finding.ts'
import { directionChecks } from './rights.ts'
import type { Survey } from './survey.ts'

type Check = (survey: Survey, wanted: Wanted) => readonly Finding[]

const ok = (name: string, what: string): Finding => ({
  name,
  state: 'ok',
  what,
  why: '',
  where: '',
  who: 'nobody',
})

const subscriptions = 'Company > Admin > Subscriptions'
const receivablesSetup = 'Accounts Receivable > Setup > Configuration'

const modules: Check = ({ modules: codes }) => {
  if (codes === null)
    return [
      {
        name: 'modules',
        state: 'not_known',
        what: 'Intacct does not tell which modules the company has.',
        why: 'Tieout needs General Ledger and Accounts Receivable; without them nothing can be posted.',
        where: `See ${subscriptions}.`,
        who: 'intacct_admin',
      },
    ]
  const wanted = [
    ['GL', 'General Ledger'],
    ['AR', 'Accounts Receivable'],
  ] as const
  const missing = wanted.filter(([code]) => !codes.includes(code)).map(([, title]) => title)
  if (missing.length === 0) return [ok('modules', 'General Ledger and Accounts Receivable are subscribed.')]
  return [
    {
      name: 'modules',
      state: 'blocked',
      what: `The company has no subscription to ${missing.join(' and ')}.`,
      why: 'Without it, invoices and payments can be neither read nor posted.',
      where: `${subscriptions}: turn on ${missing.join(' and ')}. Sage may have to add it to the contract.`,
      who: 'intacct_admin',
    },
  ]
}

const user: Check = ({ webServicesOnly }, { user: name }) => {
  if (webServicesOnly === true) return [ok('user', `"${name}" is a user for Web Services only.`)]
  return [
    {
      name: 'user',
      state: webServicesOnly === null ? 'not_known' : 'warning',
      what:
        webServicesOnly === null
          ? `Intacct does not tell whether "${name}" is a Web Services user.`
          : `"${name}" is not a Web Services user.`,
      why: 'The password of an ordinary user expires or is changed by a person, and then the sync stops. A Web Services user is not billed and its password stays.',
      where: 'Company > Admin > Web Services users > Add. Then give the new user here.',
      who: 'intacct_admin',
    },
  ]
}

const format: Check = ({ format: told }, { user: name }) => {
  if (told === null)
    return [
      {
        name: 'format',
        state: 'not_known',
        what: `Intacct does not tell in which format and time zone "${name}" works.`,
        why: 'Tieout reads it from the records instead, so nothing goes wrong; a change of the user’s preferences later is only seen at the next sign-in.',
        where: '',
        who: 'nobody',
      },
    ]
  const odd = [
    ...(told.order.toLowerCase().startsWith('m') ? [] : ['dates that do not begin with the month']),
    ...(told.offsetMinutes === 0 ? [] : [`the time zone GMT${offsetText(told.offsetMinutes)}`]),
    ...(told.clock === 24 ? [] : ['a 12-hour clock']),
  ]
  if (odd.length === 0) return [ok('format', 'The user works in GMT with month-first dates.')]
  return [
    {
      name: 'format',
      state: 'warning',
      what: `"${name}" works with ${listed(odd)}.`,
      why: 'Tieout takes this into account. In GMT with dates like 03/28/2026 and a 24-hour clock there is nothing to take into account, and support is simpler.',
      where: `Company > Admin > Web Services users > ${name} > Preferences: GMT, mm/dd/yyyy, 24-hour.`,
      who: 'intacct_admin',
    },
  ]
}

const entities: Check = ({ multiEntity, entities: list }, { entity }) => {
  if (entity !== null) {
    const found = list?.find(({ id }) => id === entity)
    return [ok('entity', `Works in entity ${found === undefined ? entity : `${found.name} (${entity})`}.`)]
  }
  if (multiEntity !== true || list === null) return [ok('entity', 'Works at top level.')]
  if (list.length > 0) return [ok('entity', `Works at top level over ${list.length} entities.`)]
  return [
    {
      name: 'entity',
      state: 'warning',
      what: 'The user may enter no entity of this company.',
      why: 'Documents of an entity are not shown to a user who may not enter it.',
      where:
        'Company > Admin > Web Services users > the user > User entities: tick the entities, and Top level.',
      who: 'intacct_admin',
    },
  ]
}

const summaries: Check = ({ receivables }, { settings }) => {
  const wanted = [
    ['invoice', 'INVBATCHFREQ', 'invoices', 'Invoices'],
    ['payment', 'PYMTBATCHFREQ', 'payments', 'Payments'],
  ] as const
  return wanted
    .filter(([type]) => outward(settings, type))
    .map(([type, preference, plural, menu]): Finding => {
      const value = receivables[preference]
      const name = `summary_${type}`
      if (value === undefined)
        return {
          name,
          state: 'not_known',
          what: `Intacct does not tell how ${plural} are summarised.`,
          why: `If it asks for a summary by the user, no ${plural} can be posted.`,
          where: `${receivablesSetup} > Summary frequency > ${menu}: Daily or Monthly.`,
          who: 'intacct_admin',
        }
      if (!/user/i.test(value)) return ok(name, `Summaries of ${plural}: ${value}.`)
      return {
        name,
        state: 'blocked',
        what: `Intacct needs a summary for ${plural}.`,
        why: `${menu} are set to User-specified summaries, so none can be posted.`,
        where: `${receivablesSetup} > Summary frequency > ${menu}: choose Daily or Monthly.`,
        who: 'intacct_admin',
      }
    })
}

const labels: Check = ({ receivables }) =>
  /^(?:true|t|yes|1)$/i.test(receivables['USELABELS'] ?? '')
    ? [
        {
          name: 'account_labels',
          state: 'warning',
          what: 'Lines of receivables name account labels instead of accounts.',
          why: 'Tieout posts by account number. Intacct refuses a line that names an account while labels are on.',
          where: `${receivablesSetup} > Use account labels: turn it off.`,
          who: 'intacct_admin',
        },
      ]
    : [ok('account_labels', 'Lines name accounts, not account labels.')]

const approvals: Check = ({ payables }) =>
  ['BILLAPPROVALS', 'PAYMENTAPPROVALS'].some((name) => !/^(?:0|false|f|no|)$/i.test(payables[name] ?? ''))
    ? [
        {
          name: 'approvals',
          state: 'warning',
          what: 'Bills or their payments need an approval in Intacct.',
          why: 'What is sent waits there until someone approves it, and is Pending here until then.',
          where: 'Nothing to change. The approvers find it under Accounts Payable > Approve.',
          who: 'nobody',
        },
      ]
    : [ok('approvals', 'No approval is asked for in Intacct, as far as it tells.')]

const periods: Check = ({ closedThrough }, { settings }) => {
  if (closedThrough === null)
    return [
      {
        name: 'periods',
        state: 'not_known',
        what: 'Intacct does not tell up to when the books are closed.',
        why: 'A document dated in a closed period is held until someone decides.',
        where: '',
        who: 'nobody',
      },
    ]
  if (closedThrough === '') return [ok('periods', 'No period is closed.')]
  const { syncFrom } = settings
  if (syncFrom !== undefined && syncFrom > closedThrough)
    return [ok('periods', `The books are closed up to ${closedThrough}, before the sync-from date.`)]
  return [
    {
      name: 'periods',
      state: 'warning',
      what: `The books are closed up to ${closedThrough}.`,
      why: 'What your app has before that day and Intacct does not is held, and posted only as you decide.',
      where: 'Choose a later sync-from date, or open the periods under General Ledger > Open books.',
      who: 'intacct_admin',
    },
  ]
}

const taxes: Check = ({ taxSolutions }) =>
  taxSolutions === null || taxSolutions.length === 0
    ? [ok('taxes', 'No tax solution is in use, as far as Intacct tells.')]
    : [ok('taxes', `Tax solution in use: ${taxSolutions.join(', ')}.`)]

const currency: Check = ({ baseCurrency }, { settings }) =>
  baseCurrency === null || baseCurrency === settings.baseCurrency
    ? [ok('currency', `Base currency: ${baseCurrency ?? settings.baseCurrency}.`)]
    : [
        {
          name: 'currency',
          state: 'warning',
          what: `Intacct’s base currency is ${baseCurrency}; the settings say ${settings.baseCurrency}.`,
          why: 'Amounts without a currency are taken to be in the base currency.',
          where: `Mapping & settings: set the base currency to ${baseCurrency}.`,
          who: 'owner',
        },
      ]

const numbering: Check = () => [
  {
    name: 'numbering',
    state: 'not_known',
    what: 'Intacct does not tell whether it replaces the numbers that Tieout sends.',
    why: 'If it numbers by itself, the number in Intacct differs from the one in your app; the record is found by Tieout’s own mark either way.',
    where: `${receivablesSetup} > Document sequencing: let the sender’s number stand.`,
    who: 'intacct_admin',
  },
]

const checks: readonly Check[] = [
  modules,
  user,
  format,
  entities,
  directionChecks,
  summaries,
  labels,
  numbering,
  approvals,
  periods,
  currency,
  taxes,
]

/** Everything that Intacct's answers say about whether this connection can work, in the order in which it is shown. Pure. */
export function findingsOf(survey: Survey, wanted: Wanted): readonly Finding[] {
  return checks.flatMap((check) => check(survey, wanted))
}

function outward({ directions }: Settings, type: 'invoice' | 'payment'): boolean {
  return directions[type] === 'both' || directions[type] === 'out'
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  const clock = `${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`
  return `${minutes < 0 ? '−' : '+'}${clock}`
}

import type { Alarm } from './faults.ts'

export interface Letter {
  readonly subject: string
  readonly body: string
}

/** What a letter says besides the fault. */
export interface About {
  readonly companyName: string
  /** Address of the connection's page; null when nobody told by which address people reach Tieout. */
  readonly page: string | null
  readonly supportContact: string | null
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `22 Nov 2026, 02:10 UTC`: readers sit in several zones, and a mail has none. @param at epoch milliseconds */
export function whenText(at: number): string {
  const moment = new Date(at)
  const clock = moment.toISOString().slice(11, 16)
  return `${moment.getUTCDate()} ${months[moment.getUTCMonth()] ?? ''} ${moment.getUTCFullYear()}, ${clock} UTC`
}

const withoutStop = (sentence: string) => sentence.replace(/\.$/, '')

function closing({ companyName, page, supportContact }: About): readonly string[] {
  return [
    ...(page === null ? [] : [`The connection: ${page}`]),
    ...(supportContact === null ? [] : [`Support: ${supportContact}`]),
    `You get this because your address is on the alert list of ${companyName}. One mail a day for one cause, and one when it is over.`,
  ]
}

/** A fault has begun, or still lasts a day after the last letter. */
export function faultLetter(alarm: Alarm, about: About, isReminder: boolean): Letter {
  const since = `since ${whenText(alarm.since)}`
  return {
    subject: `${about.companyName}: ${withoutStop(alarm.sentence)}, ${isReminder ? 'still, ' : ''}${since}`,
    body: [
      `${alarm.sentence} (${about.companyName}, ${since})`,
      `What to do: ${alarm.cure}`,
      ...closing(about),
    ].join('\n\n'),
  }
}

/** @param overAt epoch milliseconds */
export function overLetter(alarm: Omit<Alarm, 'cause' | 'cure'>, about: About, overAt: number): Letter {
  return {
    subject: `${about.companyName}: over since ${whenText(overAt)}: ${withoutStop(alarm.sentence)}`,
    body: [
      `This is over: ${alarm.sentence}`,
      `It began ${whenText(alarm.since)} and ended ${whenText(overAt)}. Nothing needs to be done; what waited goes on by itself.`,
      ...closing(about),
    ].join('\n\n'),
  }
}

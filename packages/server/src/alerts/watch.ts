import {
  endAlert,
  openAlert,
  remindedOf,
  watchedConnections,
  watchedWorkspaces,
} from '@tieout/store/views/alerts.ts'
import type { WatchedConnection } from '@tieout/store/views/alerts.ts'
import { addMail } from '@tieout/store/views/mails.ts'
import type { View } from '@tieout/store/views/view.ts'
import type { Data } from '../data.ts'
import type { ServerSeams } from '../system/seams.ts'
import { alarmsOf } from './faults.ts'
import type { Alarm } from './faults.ts'
import { faultLetter, overLetter } from './letters.ts'
import type { About, Letter } from './letters.ts'

const dayMs = 24 * 60 * 60_000

export interface WatchParts {
  readonly data: Data
  readonly seams: Pick<ServerSeams, 'clock' | 'ids'>
  /** By which address people reach Tieout; null: not known. */
  readonly publicUrl: string | null
  readonly supportContact: string | null
}

/**
 * Compares how connections stand with what people were told, and tells them what is new and what is over: one mail for a cause in a day.
 * The tables decide, so a restart or a second process tells nobody twice.
 */
export async function watchConnections(parts: WatchParts): Promise<void> {
  for (const workspace of await watchedWorkspaces(parts.data.system)) {
    await parts.data.in(workspace, async (view) => {
      const now = parts.seams.clock.now()
      for (const connection of await watchedConnections(view, now - dayMs))
        await new Teller(parts, view, workspace, connection, now).tell()
    })
  }
}

/** Tells of one connection, within one transaction. */
class Teller {
  private readonly parts: WatchParts
  private readonly view: View
  private readonly workspace: string
  private readonly connection: WatchedConnection
  private readonly now: number

  constructor(parts: WatchParts, view: View, workspace: string, connection: WatchedConnection, now: number) {
    this.parts = parts
    this.view = view
    this.workspace = workspace
    this.connection = connection
    this.now = now
  }

  async tell(): Promise<void> {
    const { open } = this.connection
    const alarms = alarmsOf(this.connection, this.now)
    const known = new Map(open.map((alert) => [alert.cause, alert]))
    for (const alarm of alarms) {
      const alert = known.get(alarm.cause)
      if (alert === undefined) await this.begin(alarm)
      else await this.remind({ ...alarm, since: alert.since }, alert.id, alert.mailedAt)
    }
    const causes = new Set(alarms.map(({ cause }) => cause))
    for (const alert of open.filter(({ cause }) => !causes.has(cause))) {
      if (!(await endAlert(this.view, alert.id, this.now))) continue
      // Of a fault that came back within a day nobody was told anew, so nobody is told of its end either.
      if (alert.mailedAt !== null && alert.mailedAt >= alert.since)
        await this.post(overLetter(alert, this.about(), this.now))
    }
  }

  private async begin(alarm: Alarm): Promise<void> {
    const { id, addresses, told } = this.connection
    const toldAt = told[alarm.cause] ?? null
    const mailsNow = toldAt === null && addresses.length > 0
    const opened = await openAlert(this.view, {
      ...alarm,
      id: this.parts.seams.ids.uuid(),
      workspace: this.workspace,
      connection: id,
      mailedAt: mailsNow ? this.now : toldAt,
    })
    if (opened && mailsNow) await this.post(faultLetter(alarm, this.about(), false))
  }

  private async remind(alarm: Alarm, id: string, mailedAt: number | null): Promise<void> {
    const isDue = mailedAt === null || this.now - mailedAt >= dayMs
    if (!isDue || this.connection.addresses.length === 0) return
    if (await remindedOf(this.view, id, mailedAt, this.now))
      await this.post(faultLetter(alarm, this.about(), mailedAt !== null))
  }

  private about(): About {
    const { publicUrl, supportContact } = this.parts
    const { company, companyName } = this.connection
    return { companyName, supportContact, page: publicUrl === null ? null : `${publicUrl}/c/${company}` }
  }

  private async post({ subject, body }: Letter): Promise<void> {
    const { addresses } = this.connection
    if (addresses.length === 0) return
    const mail = { id: this.parts.seams.ids.uuid(), recipients: addresses, subject, body }
    await addMail(this.view, this.workspace, mail, this.now)
  }
}

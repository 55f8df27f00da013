import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '../api/queries.ts'
import type { Company, Connection } from '../api/types.ts'
import { CopyButton } from '../parts/copy.tsx'
import { Fact } from '../parts/fact.tsx'
import { Moment, NotSet } from '../parts/moment.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { usePrefs } from '../prefs.ts'
import { formatMonth, formatStamp } from '../words/format.ts'
import { say } from '../words/say.ts'
import { AlertList } from './alert-list.tsx'
import { CacheFacts } from './cache-facts.tsx'
import type { ConnectionTest } from './test-panel.tsx'

interface Props {
  readonly company: Company
  readonly connection: Connection
  readonly may: boolean
  readonly test: ConnectionTest
}

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** Connected to what, as whom, how fresh. */
export function ConnectionFacts({ company, connection, may, test }: Props) {
  const owner = useMay('owner')
  const { locale } = usePrefs()
  const c = company.id
  const { settings, support } = connection
  const installation = `Tieout ${support.version} · ${support.installation}`
  return (
    <section className="pane stack" aria-labelledby="facts">
      <h2 id="facts">{say('connection.facts')}</h2>
      <dl className="facts">
        <Fact name={say('connection.connector')}>{say('connection.connectorName')}</Fact>
        <Fact name={say('connection.company')}>
          {[
            connection.intacctName === null
              ? connection.intacctCompany
              : `${connection.intacctName} (${connection.intacctCompany})`,
            connection.entity === null
              ? say('connection.topLevel')
              : say('connection.entity', { entity: connection.entity }),
            say('connection.user', { user: connection.user }),
          ].join(' · ')}
        </Fact>
        <Fact name={say('connection.credentials')}>
          <Credentials connection={connection} />
        </Fact>
        <Fact name={say('connection.schedule')}>
          {scheduleWords(settings.autoSync, settings.inboundEveryMs)}
          {connection.nextSyncAt !== null && (
            <>
              {' · '}
              <Next at={connection.nextSyncAt} />
            </>
          )}
        </Fact>
        <Fact name={say('connection.lastSync')}>
          <Moment at={connection.lastSyncAt} />
        </Fact>
        <Fact name={say('connection.lastFailure')}>
          {connection.lastFailureAt === null ? (
            say('connection.noFailure')
          ) : (
            <>
              <Moment at={connection.lastFailureAt} />
              {connection.lastFailure !== null && ` · ${connection.lastFailure}`}
            </>
          )}
        </Fact>
        <CacheFacts c={c} connection={connection.id} />
        <Fact name={say('alerts.name')}>
          <AlertList connection={connection.id} company={company.name} may={may} />
        </Fact>
        <Fact name={say('connection.watermark')}>
          {connection.watermarkAt === null ? (
            say('connection.watermarkNone')
          ) : (
            <Watermark stamp={connection.watermarkAt} />
          )}
        </Fact>
        <Fact name={say('connection.posting')}>
          {say(`connection.postInvoices.${settings.postAs.invoice}`)}
        </Fact>
        <Fact name={say('connection.settings')}>
          <Link to="/c/$c/settings/$section" params={{ c, section: 'accounts' }}>
            {say('connection.version', { n: connection.settingsVersion })}
          </Link>
        </Fact>
        <Fact name={say('connection.units')}>
          {say('connection.unitsUsed', {
            n: connection.units.used,
            month: formatMonth(connection.units.month, locale),
          })}
        </Fact>
        <Fact name={say('connection.support')}>
          <span className="row">
            <span>{installation}</span>
            <CopyButton
              text={installation}
              label={say('copy.what', { what: say('connection.installation') })}
            />
          </span>
          {support.contact !== null && <span>{support.contact}</span>}
        </Fact>
      </dl>
      <div className="row">
        <Restricted allowed={may} who={say('pane.whoOperator')}>
          {(props, guard) => (
            <Button variant="default" {...props} onClick={guard(() => test.mutate())}>
              {test.isPending ? say('connection.testing') : say('connection.test')}
            </Button>
          )}
        </Restricted>
        {owner ? (
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/c/$c/connect" params={{ c }} {...props} />}
          >
            {say('connection.update')}
          </Button>
        ) : (
          <Restricted allowed={false} who={say('pane.whoOwner')}>
            {(props) => (
              <Button variant="default" {...props}>
                {say('connection.update')}
              </Button>
            )}
          </Restricted>
        )}
      </div>
    </section>
  )
}

/** Intacct’s own clock: its zone is not known, so it is not turned into the person’s. */
function Watermark({ stamp }: { readonly stamp: string }) {
  const { locale } = usePrefs()
  return <span className="figure">{say('connection.watermarkAt', { at: formatStamp(stamp, locale) })}</span>
}

function Credentials({ connection }: { readonly connection: Connection }) {
  if (connection.credentialsSetAt === null) return <NotSet />
  return (
    <>
      {say('connection.credentialsSet')} <Moment at={connection.credentialsSetAt} />
      {connection.credentialsSetBy !== null &&
        ` ${say('connection.credentialsBy', { who: connection.credentialsSetBy })}`}
    </>
  )
}

function Next({ at }: { readonly at: string }) {
  return (
    <>
      {say('connection.nextAt')} <Moment at={at} as="clock" />
    </>
  )
}

function scheduleWords(on: boolean, everyMs: number): string {
  if (!on) return say('connection.scheduleOff')
  if (everyMs === HOUR_MS) return say('connection.scheduleHourly')
  return say('connection.scheduleEvery', { n: Math.round(everyMs / MINUTE_MS) })
}

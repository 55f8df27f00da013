import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../api/queries.ts'
import type { Company, Connection } from '../api/types.ts'
import { CopyButton } from '../parts/copy.tsx'
import { Fact } from '../parts/fact.tsx'
import { Moment, NotSet } from '../parts/moment.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { usePrefs } from '../prefs.ts'
import { formatStamp } from '../words/format.ts'
import { say } from '../words/say.ts'
import { AutoSync, everyWords } from '../connection/auto-sync.tsx'
import { CacheSchedule } from '../connection/cache-schedule.tsx'
import { cacheWords } from '../connection/cache-words.ts'
import { IntacctOnly } from '../connection/intacct-only.tsx'
import { Posting } from '../connection/posting.tsx'
import { Units } from '../connection/units.tsx'
import { AlertList } from './alert-list.tsx'
import { CacheFacts } from './cache-facts.tsx'
import type { ConnectionTest } from './test-panel.tsx'

interface Props {
  readonly company: Company
  readonly connection: Connection
  readonly may: boolean
  readonly test: ConnectionTest
}

/** Connected to what, as whom, how fresh. */
export function ConnectionFacts({ company, connection, may, test }: Props) {
  const owner = useMay('owner')
  const c = company.id
  const { settings, support } = connection
  const installation = `Tieout ${support.version} · ${support.installation}`
  return (
    <section className="pane stack" aria-labelledby="facts">
      <h2 id="facts">{say('connection.facts')}</h2>
      <dl className="facts">
        <Fact name={say('connection.connector')}>
          {say('connection.apiVersion', { version: connection.connectorVersion })}
        </Fact>
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
        <Fact name={say('schedule.auto')}>
          <Changing
            may={may}
            label={say('schedule.auto')}
            dialog={(close) => <AutoSync connection={connection} onClose={close} />}
          >
            <span>
              {settings.autoSync
                ? say('schedule.words.every', { every: everyWords(settings.inboundEveryMs) })
                : say('schedule.off')}
              {connection.nextSyncAt !== null && (
                <>
                  {' · '}
                  <Next at={connection.nextSyncAt} />
                </>
              )}
            </span>
          </Changing>
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
        <Fact name={say('schedule.cache')}>
          <Changing
            may={may}
            label={say('schedule.cache')}
            dialog={(close) => <CacheSchedule connection={connection} onClose={close} />}
          >
            <span>{cacheWords(settings.cache)}</span>
          </Changing>
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
        <Fact name={say('connection.posting')} mark={<IntacctOnly />}>
          <Posting postAs={settings.postAs} />
          <Link to="/c/$c/settings/$section" params={{ c, section: 'posting' }}>
            {say('connection.changePosting')}
          </Link>
        </Fact>
        <Fact name={say('connection.settings')}>
          <Link to="/c/$c/settings/$section" params={{ c, section: 'accounts' }}>
            {say('connection.version', { n: connection.settingsVersion })}
          </Link>
        </Fact>
        <Fact name={say('connection.units')} mark={<IntacctOnly />}>
          <Units connection={connection} may={may} />
        </Fact>
        <Fact name={say('connection.support')}>
          <span className="row">
            <span>{installation}</span>
            <CopyButton
              text={installation}
              label={say('copy.what', { what: say('connection.installation') })}
            />
          </span>
          {support.contact !== null && (
            <span className="text">{say('connection.supportFirst', { contact: support.contact })}</span>
          )}
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

interface ChangingProps {
  readonly may: boolean
  /** What is changed, for those who do not see the line that the button stands in. */
  readonly label: string
  readonly dialog: (close: () => void) => ReactNode
  readonly children: ReactNode
}

/** What is set, and the button that opens its dialog. */
function Changing({ may, label, dialog, children }: ChangingProps) {
  const [changing, change] = useDisclosure(false)
  return (
    <div className="row">
      {children}
      <Restricted allowed={may} who={say('pane.whoOperator')}>
        {(props, guard) => (
          <Button
            variant="default"
            size="xs"
            aria-label={`${say('schedule.change')}: ${label}`}
            {...props}
            onClick={guard(change.open)}
          >
            {say('schedule.change')}
          </Button>
        )}
      </Restricted>
      {changing && dialog(change.close)}
    </div>
  )
}

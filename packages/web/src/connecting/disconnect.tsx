import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../api/api.ts'
import { useMay } from '../api/queries.ts'
import type { Company, Connection } from '../api/types.ts'
import { Ask } from '../parts/ask.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { told } from '../parts/told.ts'
import { say } from '../words/say.ts'

interface Props {
  readonly company: Company
  readonly connection: Connection
}

/** Ends a connection, after it was said what stops, what stays and how to return. */
export function Disconnect({ company, connection }: Props) {
  const client = useQueryClient()
  const may = useMay('owner')
  const [asking, ask] = useDisclosure(false)
  const { contact } = connection.support
  const go = async (): Promise<void> => {
    await told(
      () => api.call('disconnect', { path: { connection: connection.id }, body: { company: company.name } }),
      say('disconnect.done', { company: company.name }),
    )
    await client.invalidateQueries()
  }
  return (
    <section className="row">
      <Restricted allowed={may} who={say('pane.whoOwner')}>
        {(props, guard) => (
          <Button variant="default" {...props} onClick={guard(ask.open)}>
            {say('disconnect.button', { company: company.name })}
          </Button>
        )}
      </Restricted>
      <span className="dimmed">{say('disconnect.kept')}</span>
      {asking && (
        <Ask
          title={say('disconnect.title', { company: company.name })}
          text={say('disconnect.text')}
          go={say('disconnect.button', { company: company.name })}
          keep={say('disconnect.keep')}
          danger
          typed={{ label: say('disconnect.type', { company: company.name }), value: company.name }}
          onClose={ask.close}
          onGo={go}
        >
          {contact !== null && <p className="text">{say('disconnect.support', { contact })}</p>}
        </Ask>
      )}
    </section>
  )
}

/** What stands where a connection was: what is kept, and the two ways on. */
export function Disconnected({ company, connection }: Props) {
  const { intacctCompany, entity } = connection
  const where = `${intacctCompany}, ${entity === null ? say('connection.topLevel') : say('connection.entity', { entity })}`
  const may = useMay('owner')
  const c = company.id
  if (!may) return <p className="text">{say('disconnect.standsText', { where })}</p>
  return (
    <section className="pane stack" aria-labelledby="disconnected">
      <h2 id="disconnected">{say('disconnect.stands')}</h2>
      <p className="text">{say('disconnect.standsText', { where })}</p>
      <div className="row">
        <Button
          renderRoot={(props) => (
            <Link to="/c/$c/connect" params={{ c }} search={{ again: 'yes' }} {...props} />
          )}
        >
          {say('disconnect.again')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/c/$c/connect" params={{ c }} {...props} />}
        >
          {say('disconnect.other')}
        </Button>
      </div>
    </section>
  )
}

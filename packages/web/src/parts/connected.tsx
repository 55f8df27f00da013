import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCompany } from '../api/queries.ts'
import type { Company } from '../api/types.ts'
import { say } from '../words/say.ts'
import { Empty, NotFound, Pane } from './pane.tsx'
import { PageHead } from './title.tsx'

interface Props {
  readonly c: string
  readonly title: string
  readonly children: (company: Company, connection: string) => ReactNode
}

/** A page of a company that needs its connection: waits for it, or says that there is none and where to make one. */
export function ConnectedCompany({ c, title, children }: Props) {
  const { query } = useCompany(c)
  return (
    <Pane query={query} what={say('overview.what')} skeleton={[28, 40, 320]}>
      {(companies) => {
        const company = companies.find(({ id }) => id === c)
        if (!company) return <NotFound />
        if (company.connection && company.connection.state !== 'connecting')
          return children(company, company.connection.id)
        return (
          <>
            <PageHead title={title} />
            <NotConnected c={c} begun={company.connection !== null} />
          </>
        )
      }}
    </Pane>
  )
}

export function NotConnected({ c, begun = false }: { readonly c: string; readonly begun?: boolean }) {
  return (
    <Empty title={say('connection.notConnected')} text={say('connection.notConnectedText')}>
      <Button renderRoot={(props) => <Link to="/c/$c/connect" params={{ c }} {...props} />}>
        {say(begun ? 'integrations.goOn' : 'connection.connect')}
      </Button>
    </Empty>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { referenceQuery } from '../api/queries.ts'
import { Fact } from '../parts/fact.tsx'
import { Moment, NotSet } from '../parts/moment.tsx'
import { say } from '../words/say.ts'

/** When the copy of Intacct's reference data was complete last, when it is due, and the last attempt that failed. */
export function CacheFacts({ c, connection }: { readonly c: string; readonly connection: string }) {
  const { data } = useQuery(referenceQuery(connection))
  return (
    <>
      <Fact name={say('cache.last')}>
        {data === undefined ? (
          <NotSet />
        ) : (
          <>
            <Moment at={data.lastAt} />
            {' · '}
            {data.nextAt === null ? (
              say('reference.byHand')
            ) : (
              <>
                {say('reference.next')} <Moment at={data.nextAt} as="clock" />
              </>
            )}
            {' · '}
            <Link to="/c/$c/reference" params={{ c }}>
              {say('reference.title')}
            </Link>
          </>
        )}
      </Fact>
      <Fact name={say('cache.attempt')}>
        {data === undefined || data.lastFailureAt === null ? (
          say('cache.noFailure')
        ) : (
          <>
            <Moment at={data.lastFailureAt} />
            {data.lastFailure !== null && ` · ${data.lastFailure}`}
          </>
        )}
      </Fact>
    </>
  )
}

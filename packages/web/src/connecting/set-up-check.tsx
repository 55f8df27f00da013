import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '../api/api.ts'
import { useMay } from '../api/queries.ts'
import { announce } from '../parts/announce.tsx'
import { Failed } from '../parts/pane.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { say } from '../words/say.ts'
import { Findings } from './findings.tsx'

/** Looks at any time whether Intacct is set up as this connection needs it. */
export function SetUpCheck({
  connection,
  company,
}: {
  readonly connection: string
  readonly company: string
}) {
  const may = useMay('operator')
  const check = useMutation({
    mutationFn: () => api.call('checkConnection', { path: { connection } }),
    onMutate: () => announce(say('findings.checking')),
  })
  return (
    <>
      <div className="row">
        <Restricted allowed={may} who={say('pane.whoOperator')}>
          {(props, guard) => (
            <Button variant="default" {...props} onClick={guard(() => check.mutate())}>
              {check.isPending ? say('findings.checking') : say('preflight.button')}
            </Button>
          )}
        </Restricted>
      </div>
      {check.error && (
        <Failed what={say('findings.title')} error={check.error} retry={() => check.mutate()} />
      )}
      {check.data && <Findings company={company} findings={check.data.findings} />}
    </>
  )
}

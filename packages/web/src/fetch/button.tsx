import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMay } from '../api/queries.ts'
import { Restricted } from '../parts/restricted.tsx'
import { say } from '../words/say.ts'
import { StartFetch } from './start.tsx'

interface Props {
  readonly company: string
  readonly connection: string
}

/** Opens the form of an import from Intacct. */
export function FetchButton({ company, connection }: Props) {
  const may = useMay('operator')
  const [opened, form] = useDisclosure(false)
  return (
    <>
      <Restricted allowed={may} who={say('pane.whoOperator')}>
        {(props, guard) => (
          <Button variant="default" {...props} onClick={guard(form.open)}>
            {say('fetch.title')}
          </Button>
        )}
      </Restricted>
      {opened && <StartFetch company={company} connection={connection} onClose={form.close} />}
    </>
  )
}

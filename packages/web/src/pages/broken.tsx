import { Button } from '@mantine/core'
import { Empty } from '../parts/pane.tsx'
import { say } from '../words/say.ts'

/** Stands in for a page whose own code stopped, or whose files are gone because a newer version was installed. */
export function Broken() {
  return (
    <Empty title={say('pane.broken')} text={say('pane.brokenText')}>
      <Button variant="default" onClick={() => window.location.reload()}>
        {say('pane.reload')}
      </Button>
    </Empty>
  )
}

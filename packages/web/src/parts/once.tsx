import { Button } from '@mantine/core'
import { say } from '../words/say.ts'
import { CopyButton } from './copy.tsx'

interface Props {
  /** That it is shown this once, and what to do with it. */
  readonly words: string
  readonly secret: string
  readonly copy: string
  readonly onClose: () => void
}

/** Something that is shown once: a key, the link of an invitation. */
export function Once({ words, secret, copy, onClose }: Props) {
  return (
    <>
      <p className="text">{words}</p>
      <pre className="said" tabIndex={0}>
        {secret}
      </pre>
      <div className="row">
        <CopyButton text={secret} label={copy} />
        <Button variant="default" onClick={onClose}>
          {say('access.keyDone')}
        </Button>
      </div>
    </>
  )
}

import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { after } from '../seams/clock.ts'
import { say } from '../words/say.ts'
import { announce } from './announce.tsx'

const SHOWN_MS = 2_000

/** Copies `text`; says that it did for two seconds without changing its width. */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    announce(say('copy.copied'))
    after(SHOWN_MS, () => setCopied(false))
  }
  const Sign = copied ? IconCheck : IconCopy
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<Sign size={16} stroke={1.5} aria-hidden="true" />}
      onClick={() => void copy()}
    >
      {label ?? say('copy.copy')}
    </Button>
  )
}

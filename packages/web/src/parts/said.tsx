import { say } from '../words/say.ts'
import { CopyButton } from './copy.tsx'

/** Intacct's own text, whole, to open and to copy. */
export function Said({ text }: { readonly text: string }) {
  if (text === '') return null
  return (
    <details>
      <summary>{say('record.said')}</summary>
      <div className="stack tight">
        <pre className="said" tabIndex={0}>
          {text}
        </pre>
        <div>
          <CopyButton
            text={text}
            label={say('copy.what', { what: say('record.said').toLowerCase().replace('intacct', 'Intacct') })}
          />
        </div>
      </div>
    </details>
  )
}

import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react'
import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { api } from '../api/api.ts'
import type { Check, TestResult } from '../api/types.ts'
import { Failed } from '../parts/pane.tsx'
import { Toned } from '../parts/status.tsx'
import { announce } from '../parts/announce.tsx'
import { say } from '../words/say.ts'

export type ConnectionTest = UseMutationResult<TestResult, Error, void>

export function useConnectionTest(connection: string): ConnectionTest {
  return useMutation({
    mutationFn: () => api.call('testConnection', { path: { connection } }),
    onMutate: () => announce(say('connection.testing')),
    onSuccess: (result) => announce(testWords(result)),
  })
}

export function testWords({ ok, checks }: TestResult): string {
  const failed = checks.filter(({ state }) => state === 'failed').length
  return ok && failed === 0 ? say('connection.tested') : say('connection.testFailed', { n: failed })
}

/** What a test of the connection found, check by check, each failure with its fix. */
export function TestPanel({ test }: { readonly test: ConnectionTest }) {
  if (test.isPending) return <p>{say('connection.testing')}</p>
  if (test.error)
    return <Failed what={say('connection.checks')} error={test.error} retry={() => test.mutate()} />
  if (!test.data) return null
  return (
    <section className="pane stack" aria-label={say('connection.checks')}>
      <h2>{testWords(test.data)}</h2>
      <Checks checks={test.data.checks} />
    </section>
  )
}

const looks = {
  ok: { icon: IconCircleCheck, tone: 'success' },
  failed: { icon: IconCircleX, tone: 'error' },
  not_checked: { icon: IconCircleDashed, tone: 'grey' },
} as const

export function Checks({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <ul className="plain stack tight">
      {checks.map(({ name, state, text, cure }) => (
        <li key={name}>
          <Toned {...looks[state]}>
            <span className="unseen">{say(`connection.check.${state}`)}: </span>
            {text}
          </Toned>
          {state === 'failed' && cure !== '' && <p className="text">{cure}</p>}
        </li>
      ))}
    </ul>
  )
}

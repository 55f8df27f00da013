import { useState } from 'react'
import type { FieldErrors } from './form-errors.tsx'
import { accepted, refusedBy, type Refused } from './form.ts'

export interface Submit {
  readonly refused: Refused
  readonly busy: boolean
  /** Shows what is wrong before anything is asked. */
  readonly refuse: (errors: FieldErrors) => void
  /** Does the work once at a time; what the API refuses is shown at the fields that it names. */
  readonly run: (work: () => Promise<void>) => Promise<void>
}

/** The state of a form that is sent: a second click while it is under way does nothing. */
export function useSubmit(): Submit {
  const [refused, setRefused] = useState(accepted)
  const [busy, setBusy] = useState(false)
  return {
    refused,
    busy,
    refuse: (errors) => setRefused({ ...accepted, errors }),
    async run(work) {
      if (busy) return
      setBusy(true)
      try {
        await work()
        setRefused(accepted)
      } catch (error) {
        setRefused(refusedBy(error))
      } finally {
        setBusy(false)
      }
    },
  }
}

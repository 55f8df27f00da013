import { say } from '../words/say.ts'
import css from './intacct-only.module.css'

/** Marks what exists only because the accounting software is Sage Intacct. */
export function IntacctOnly() {
  return (
    <span className={css.mark} title={say('connection.intacctOnlyText')}>
      {say('connection.intacctOnly')}
    </span>
  )
}

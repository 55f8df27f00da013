import { Link } from '@tanstack/react-router'
import bars from '../grid/bars.module.css'
import links from '../pages/status-counts.module.css'
import { say } from '../words/say.ts'

/** Users, keys and the workspace are pages of one place. */
export function AccessTabs() {
  const look = `${bars.tab ?? ''} ${links.link ?? ''}`
  return (
    <nav aria-label={say('access.title')} className={bars.tabs}>
      <Link to="/access/users" className={look}>
        {say('access.users')}
      </Link>
      <Link to="/access/keys" className={look}>
        {say('access.keys')}
      </Link>
      <Link to="/access/workspace" className={look}>
        {say('workspace.title')}
      </Link>
      <Link to="/access/mail" className={look}>
        {say('mail.title')}
      </Link>
    </nav>
  )
}

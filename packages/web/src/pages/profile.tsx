import { Checkbox } from '@mantine/core'
import { LookChoices } from '../frame/profile-menu.tsx'
import { useMe } from '../api/queries.ts'
import { useNow } from '../parts/now.ts'
import { Shortcuts } from '../parts/shortcuts.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { setPrefs, usePrefs } from '../prefs.ts'
import { formatFull, formatMoney } from '../words/format.ts'
import { say } from '../words/say.ts'

export function Profile() {
  const me = useMe()
  const { locale, zone, letters } = usePrefs()
  const nowMs = useNow()
  usePageTitle(say('me.title'))
  return (
    <>
      <PageHead title={say('me.title')}>
        {me &&
          say('me.sentence', {
            email: me.user.email,
            role: say(`access.role.${me.role}`).toLowerCase(),
            workspace: me.workspace.name,
          })}
      </PageHead>
      <div className="columns">
        <section className="pane stack form">
          <p className="dimmed">{say('me.here')}</p>
          <LookChoices />
          <p className="dimmed">
            {say('me.example', {
              example: `${formatMoney('-1250.5', 'USD', locale)} · ${formatFull(nowMs, locale, zone)}`,
            })}
          </p>
          <Checkbox
            checked={letters}
            onChange={(event) => setPrefs({ letters: event.currentTarget.checked })}
            label={say('me.letters')}
            description={say('me.lettersHint')}
          />
        </section>
        <section className="pane stack" aria-labelledby="shortcuts">
          <h2 id="shortcuts">{say('me.shortcuts')}</h2>
          <Shortcuts />
        </section>
      </div>
    </>
  )
}

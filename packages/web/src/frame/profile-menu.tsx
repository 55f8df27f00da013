import { ActionIcon, NativeSelect, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { IconUserCircle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMe } from '../api/queries.ts'
import { signOut } from '../api/session.ts'
import { locales, setPrefs, usePrefs, zones } from '../prefs.ts'
import item from '../parts/panel-item.module.css'
import { Panel } from '../parts/panel.tsx'
import { zoneName } from '../words/format.ts'
import { say } from '../words/say.ts'
import css from './profile-menu.module.css'

/** Who is signed in, how pages look and read for them, and the way out. */
export function ProfileMenu() {
  const me = useMe()
  const navigate = useNavigate()
  const client = useQueryClient()
  const leave = async (): Promise<void> => {
    await signOut()
    client.clear()
    await navigate({ to: '/sign-in', search: {} })
  }
  return (
    <Panel
      label={say('frame.profile', { name: me?.user.name ?? '' })}
      width={300}
      button={(_open, toggle) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          onClick={toggle}
          aria-label={say('frame.profile', { name: me?.user.name ?? '' })}
        >
          <IconUserCircle size={20} stroke={1.5} aria-hidden="true" />
        </ActionIcon>
      )}
    >
      {(close) => (
        <>
          {me && (
            <p className={item.words}>
              <span className={css.who}>{me.user.name}</span>
              <span className="dimmed small">
                {say('me.sentence', {
                  email: me.user.email,
                  role: say(`access.role.${me.role}`).toLowerCase(),
                  workspace: me.workspace.name,
                })}
              </span>
            </p>
          )}
          <div className={css.choices}>
            <LookChoices />
          </div>
          <div className={item.line} />
          <Link to="/me" onClick={close} className={item.item ?? ''}>
            {say('frame.profileLink')}
          </Link>
          <button type="button" className={item.item} onClick={() => void leave()}>
            {say('frame.signOut')}
          </button>
        </>
      )}
    </Panel>
  )
}

/** Theme, density, language and zone; they work at once. */
export function LookChoices() {
  const { locale, zone, density } = usePrefs()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <div>
        <p id="choice-theme" className={css.label}>
          {say('frame.theme')}
        </p>
        <SegmentedControl
          fullWidth
          aria-labelledby="choice-theme"
          value={colorScheme}
          onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
          data={(['auto', 'light', 'dark'] as const).map((value) => ({
            value,
            label: say(`frame.theme.${value}`),
          }))}
        />
      </div>
      <div>
        <p id="choice-density" className={css.label}>
          {say('frame.density')}
        </p>
        <SegmentedControl
          fullWidth
          aria-labelledby="choice-density"
          value={density}
          onChange={(value) => setPrefs({ density: value === 'compact' ? 'compact' : 'normal' })}
          data={(['normal', 'compact'] as const).map((value) => ({
            value,
            label: say(`frame.density.${value}`),
          }))}
        />
      </div>
      <NativeSelect
        label={say('me.language')}
        value={locale}
        onChange={(event) => setPrefs({ locale: event.currentTarget.value })}
        data={[...locales]}
      />
      <NativeSelect
        label={say('me.zone')}
        value={zone}
        onChange={(event) => setPrefs({ zone: event.currentTarget.value })}
        data={zones().map((value) => ({ value, label: `${zoneName(value)} (${value})` }))}
      />
    </>
  )
}

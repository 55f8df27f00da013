import { ActionIcon, Button, Kbd } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBell, IconBellRinging, IconHelpCircle, IconMenu2, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { companiesQuery, useMe } from '../api/queries.ts'
import { Mark } from '../parts/mark.tsx'
import item from '../parts/panel-item.module.css'
import { Panel } from '../parts/panel.tsx'
import { HealthMark } from '../parts/status.tsx'
import { say } from '../words/say.ts'
import { CompanySwitcher } from './company-switcher.tsx'
import { useKeys } from './keys.ts'
import { ProfileMenu } from './profile-menu.tsx'
import css from './top-bar.module.css'

const Jump = lazy(() => import('./jump.tsx').then(({ Jump: component }) => ({ default: component })))
const KeysDialog = lazy(() =>
  import('./keys-dialog.tsx').then(({ KeysDialog: component }) => ({ default: component })),
)

const SHOWN = 12

/** Company, search, bell, help and profile: the same place on every page. */
export function TopBar({ onMenu, menuOpen }: { readonly onMenu: () => void; readonly menuOpen: boolean }) {
  const [jumpOpen, jump] = useDisclosure(false)
  const [keysOpen, keys] = useDisclosure(false)
  const demo = useMe()?.installation.demo === true
  useKeys({ 'mod+k': jump.open, '?': keys.open })
  return (
    <header className={css.bar}>
      <ActionIcon
        className={css.menu ?? ''}
        variant="subtle"
        color="gray"
        size={36}
        aria-label={say('frame.menu')}
        aria-expanded={menuOpen}
        onClick={onMenu}
      >
        <IconMenu2 size={20} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
      <Link to="/" className={css.product ?? ''}>
        <Mark size={24} />
        <span>{say('app.name')}</span>
        {demo && (
          <span className={css.demo} title={say('frame.demoText')}>
            {say('frame.demo')}
          </span>
        )}
      </Link>
      <CompanySwitcher />
      <Button
        className={css.jump ?? ''}
        variant="default"
        justify="flex-start"
        leftSection={<IconSearch size={16} stroke={1.5} aria-hidden="true" />}
        rightSection={
          <span className={css.kbd}>
            <Kbd size="xs">{/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'}</Kbd>
          </span>
        }
        onClick={jump.open}
        aria-haspopup="dialog"
      >
        <span className={css.jumpText} data-truncates>
          {say('frame.jump')}
        </span>
      </Button>
      <div className={css.tools}>
        <Bell />
        <Help onKeys={keys.open} />
        <ProfileMenu />
      </div>
      <Suspense>
        {jumpOpen && <Jump onClose={jump.close} />}
        {keysOpen && <KeysDialog onClose={keys.close} />}
      </Suspense>
    </header>
  )
}

/** What needs someone now, over all companies; the bell itself says how many in words. */
function Bell() {
  const { data = [] } = useQuery(companiesQuery)
  const needy = data.filter(
    (company) => company.health === 'not_working' || company.health === 'needs_someone',
  )
  const Sign = needy.length > 0 ? IconBellRinging : IconBell
  const words = needy.length > 0 ? say('frame.bellNeeds', { n: needy.length }) : say('frame.bellNone')
  return (
    <Panel
      label={say('frame.bell')}
      width={320}
      button={(_open, toggle) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          onClick={toggle}
          aria-label={`${say('frame.bell')}: ${words}`}
        >
          <Sign size={20} stroke={1.5} aria-hidden="true" />
        </ActionIcon>
      )}
    >
      {(close) => (
        <>
          <p className={item.words} tabIndex={-1} data-autofocus>
            {words}
          </p>
          <ul className="plain">
            {needy.slice(0, SHOWN).map((company) => (
              <li key={company.id}>
                <Link to="/c/$c" params={{ c: company.id }} onClick={close} className={item.item ?? ''}>
                  <span className="stack tight">
                    <span>{company.name}</span>
                    <HealthMark health={company.health} text={company.healthText} />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  )
}

function Help({ onKeys }: { readonly onKeys: () => void }) {
  const installation = useMe()?.installation
  const contact = installation?.supportContact ?? null
  return (
    <Panel
      label={say('frame.help')}
      width={280}
      button={(_open, toggle) => (
        <ActionIcon variant="subtle" color="gray" size={36} onClick={toggle} aria-label={say('frame.help')}>
          <IconHelpCircle size={20} stroke={1.5} aria-hidden="true" />
        </ActionIcon>
      )}
    >
      {(close) => (
        <>
          <button
            type="button"
            className={item.item}
            onClick={() => {
              close()
              onKeys()
            }}
          >
            {say('frame.helpKeys')}
          </button>
          <a className={item.item} href="/api/docs">
            {say('frame.helpApi')}
          </a>
          <div className={item.line} />
          <p className={item.words}>
            {contact === null ? say('frame.helpNoSupport') : say('frame.helpSupport', { contact })}
          </p>
          {installation && (
            <p className={`dimmed ${item.words ?? ''}`}>
              {say('frame.helpVersion', { version: installation.version })}
            </p>
          )}
        </>
      )}
    </Panel>
  )
}

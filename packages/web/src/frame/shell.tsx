import { Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMe } from '../api/queries.ts'
import { FetchNotice } from '../fetch/notice.tsx'
import { say } from '../words/say.ts'
import { SideNav } from './side-nav.tsx'
import css from './shell.module.css'
import { TopBar } from './top-bar.tsx'

/** The frame around every page behind the sign-in: pages on the left, the bar on top, the same place everywhere. */
export function Shell() {
  const [menuOpen, menu] = useDisclosure(false)
  const { pathname } = useLocation()
  const demo = useMe()?.installation.demo === true
  const { close } = menu
  useEffect(close, [pathname, close])
  return (
    <div className={css.shell}>
      <a href="#content" className={css.skip}>
        {say('frame.skip')}
      </a>
      <TopBar onMenu={menu.open} menuOpen={menuOpen} />
      <nav aria-label={say('frame.navigation')} className={css.side}>
        <SideNav />
      </nav>
      <Drawer
        opened={menuOpen}
        onClose={close}
        size={280}
        title={say('frame.menu')}
        closeButtonProps={{ 'aria-label': say('frame.closeMenu') }}
        transitionProps={{ duration: 180 }}
      >
        <nav aria-label={say('frame.navigation')}>
          <SideNav />
        </nav>
        {demo && (
          <p className={css.demo}>
            <strong>{say('frame.demo')}</strong> {say('frame.demoText')}
          </p>
        )}
      </Drawer>
      <main id="content" tabIndex={-1} className={css.main}>
        <Outlet />
        <FetchNotice />
      </main>
    </div>
  )
}

import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { TieoutError } from '@tieout/client/problem.ts'
import { meQuery } from './api/queries.ts'
import { Shell } from './frame/shell.tsx'
import { Broken } from './pages/broken.tsx'
import { NotFound } from './parts/pane.tsx'
import { parseSearch, stringifySearch, type Search } from './search.ts'

const asSearch = (search: Record<string, unknown>): Search =>
  Object.fromEntries(
    Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  notFoundComponent: NotFound,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import('./pages/sign-in.tsx'), 'SignIn'),
})
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: lazyRouteComponent(() => import('./pages/set-up.tsx'), 'SetUp'),
})

/** Everything behind the sign-in. Who nobody knows is sent there and back again afterwards. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  notFoundComponent: NotFound,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.client.query({ ...meQuery, staleTime: 'static' })
    } catch (error) {
      if (error instanceof TieoutError && error.status === 401) {
        redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href }, throw: true })
      }
    }
  },
})

const overview = createRoute({
  getParentRoute: () => inside,
  path: '/',
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import('./pages/overview.tsx'), 'Overview'),
})
const allProblems = createRoute({
  getParentRoute: () => inside,
  path: '/problems',
  component: lazyRouteComponent(() => import('./pages/problems.tsx'), 'AllProblems'),
})
const connection = createRoute({
  getParentRoute: () => inside,
  path: '/c/$c',
  component: lazyRouteComponent(() => import('./pages/connection.tsx'), 'ConnectionPage'),
})
const connect = createRoute({
  getParentRoute: () => inside,
  path: '/c/$c/connect',
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import('./pages/connect.tsx'), 'Connect'),
})
const connectStep = createRoute({
  getParentRoute: () => inside,
  path: '/c/$c/connect/$step',
  component: lazyRouteComponent(() => import('./connecting/wizard.tsx'), 'Wizard'),
})
const integrations = createRoute({
  getParentRoute: () => inside,
  path: '/c/$c/integrations',
  component: lazyRouteComponent(() => import('./connecting/integrations.tsx'), 'IntegrationsPage'),
})
const integration = createRoute({
  getParentRoute: () => inside,
  path: '/c/$c/integration',
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import('./pages/integration.tsx'), 'Integration'),
})
const record = createRoute({
  getParentRoute: () => inside,
  path: '/c/$c/records/$type/$id',
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import('./pages/record.tsx'), 'RecordPage'),
})
const runs = createRoute({
  getParentRoute: () => inside,
  path: '/c/$c/runs',
  component: lazyRouteComponent(() => import('./pages/runs.tsx'), 'Runs'),
})
const run = createRoute({
  getParentRoute: () => inside,
  path: '/c/$c/runs/$run',
  component: lazyRouteComponent(() => import('./pages/run.tsx'), 'RunPage'),
})
const imports = createRoute({
  getParentRoute: () => inside,
  path: '/c/$c/imports',
  component: lazyRouteComponent(() => import('./pages/imports.tsx'), 'Imports'),
})
const oneImport = createRoute({
  getParentRoute: () => inside,
  path: '/c/$c/imports/$import',
  component: lazyRouteComponent(() => import('./pages/import.tsx'), 'ImportPage'),
})
const reference = createRoute({
  getParentRoute: () => inside,
  path: '/c/$c/reference',
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import('./pages/reference.tsx'), 'ReferencePage'),
})
const problems = createRoute({
  getParentRoute: () => inside,
  path: '/c/$c/problems',
  component: lazyRouteComponent(() => import('./pages/problems.tsx'), 'CompanyProblems'),
})
const settingsStart = createRoute({
  getParentRoute: () => inside,
  path: '/c/$c/settings',
  beforeLoad: ({ params }) => {
    redirect({ to: '/c/$c/settings/$section', params: { c: params.c, section: 'accounts' }, throw: true })
  },
})
const settings = createRoute({
  getParentRoute: () => inside,
  path: '/c/$c/settings/$section',
  component: lazyRouteComponent(() => import('./pages/settings.tsx'), 'SettingsPage'),
})
const users = createRoute({
  getParentRoute: () => inside,
  path: '/access/users',
  component: lazyRouteComponent(() => import('./pages/users.tsx'), 'Users'),
})
const keys = createRoute({
  getParentRoute: () => inside,
  path: '/access/keys',
  component: lazyRouteComponent(() => import('./pages/keys.tsx'), 'Keys'),
})
const workspace = createRoute({
  getParentRoute: () => inside,
  path: '/access/workspace',
  component: lazyRouteComponent(() => import('./pages/workspace.tsx'), 'Workspace'),
})
const mail = createRoute({
  getParentRoute: () => inside,
  path: '/access/mail',
  component: lazyRouteComponent(() => import('./pages/mail.tsx'), 'MailPage'),
})
const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: asSearch,
  component: lazyRouteComponent(() => import('./pages/audit.tsx'), 'Audit'),
})
const me = createRoute({
  getParentRoute: () => inside,
  path: '/me',
  component: lazyRouteComponent(() => import('./pages/profile.tsx'), 'Profile'),
})

const tree = root.addChildren([
  signIn,
  setUp,
  inside.addChildren([
    overview,
    allProblems,
    connection,
    connect,
    connectStep,
    integrations,
    integration,
    record,
    runs,
    run,
    imports,
    oneImport,
    reference,
    problems,
    settingsStart,
    settings,
    users,
    keys,
    workspace,
    mail,
    audit,
    me,
  ]),
])

export function newRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: 'intent',
    defaultErrorComponent: Broken,
    defaultPendingMs: 400,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>
  }
}

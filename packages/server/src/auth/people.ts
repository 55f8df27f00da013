import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { PoolConfig } from 'pg'
import type { ServerSeams } from '../system/seams.ts'

/** Who somebody is, apart from any workspace. */
export interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
}

/** Identity: e-mail, password, sessions. Workspaces and roles are not its business. */
export interface People {
  /** Answers `/api/auth/*`. */
  handle(request: Request): Promise<Response>
  /** The person whose session the cookies carry. */
  personOf(headers: Headers): Promise<Person | null>
  find(email: string): Promise<Person | null>
  create(person: { email: string; name: string; password: string }): Promise<Person>
  /** Whether nobody has ever signed up here. */
  empty(): Promise<boolean>
}

export interface PeopleOptions {
  /** Kysely on schema auth, by the role that owns it. */
  readonly db: Kysely<unknown>
  /** Signs the cookies: 32 bytes or more. */
  readonly secret: string
  /** Address that people use, where it is known; else each request's own host is taken. */
  readonly publicUrl: string | null
  readonly seams: Pick<ServerSeams, 'log'>
}

/** The page's own origin, whatever a proxy in front of us speaks. */
function originsOf(host: string): string[] {
  return [`http://${host}`, `https://${host}`]
}

function authOf(options: PeopleOptions) {
  const { log } = options.seams
  return betterAuth({
    appName: 'Tieout',
    ...(options.publicUrl === null ? {} : { baseURL: options.publicUrl }),
    basePath: '/api/auth',
    secret: options.secret,
    database: { db: options.db, type: 'postgres' as const, transaction: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      autoSignIn: false,
    },
    session: { expiresIn: 7 * 24 * 3600, updateAge: 24 * 3600 },
    trustedOrigins: (request?: Request) =>
      request === undefined ? [] : originsOf(new URL(request.url).host),
    // Tries to sign in are counted by ourselves, by address and by e-mail.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: 'tieout',
      useSecureCookies: options.publicUrl?.startsWith('https:') ?? false,
      ipAddress: { ipAddressHeaders: ['x-tieout-client-ip'] },
    },
    logger: {
      disabled: false,
      level: 'warn',
      log: (level, message) => (level === 'error' ? log.error({}, message) : log.debug({ level }, message)),
    },
  })
}

/** Makes the tables of identity, e.g. for a restore to fill. @param pool of the role that owns schema auth */
export async function makeSignInTables(pool: PoolConfig, seams: PeopleOptions['seams']): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool(pool) }) })
  try {
    // Nothing is signed here.
    const auth = authOf({ db, secret: 'of nobody, as nobody signs in here', publicUrl: null, seams })
    const { runMigrations } = await getMigrations(auth.options)
    await runMigrations()
  } finally {
    await db.destroy()
  }
}

/** Opens identity and brings its tables up to date. */
export async function openPeople(options: PeopleOptions): Promise<People> {
  const auth = authOf(options)
  const { runMigrations } = await getMigrations(auth.options)
  await runMigrations()
  const context = await auth.$context
  return {
    handle: (request) => auth.handler(request),
    async personOf(headers) {
      const session = await auth.api.getSession({ headers })
      if (session === null) return null
      const { id, email, name } = session.user
      return { id, email, name }
    },
    async find(email) {
      const found = await context.internalAdapter.findUserByEmail(email.toLowerCase())
      return found === null ? null : { id: found.user.id, email: found.user.email, name: found.user.name }
    },
    async create({ email, name, password }) {
      const user = await context.internalAdapter.createUser(
        { email: email.toLowerCase(), name, emailVerified: true },
        { method: 'admin' },
      )
      await context.internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: await context.password.hash(password),
      })
      return { id: user.id, email: user.email, name: user.name }
    },
    empty: async () => (await context.internalAdapter.countTotalUsers()) === 0,
  }
}

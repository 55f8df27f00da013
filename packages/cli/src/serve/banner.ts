export interface Banner {
  readonly version: string
  readonly url: string
  readonly data: string
  readonly database: string
  readonly simulator: string | null
  readonly signIn: { readonly email: string; readonly password: string } | null
  /** To create the first owner with; null when there is one. */
  readonly setupCode: string | null
  /** Why there are no pages. */
  readonly noPages: string | null
}

/** What is printed once everything listens. */
export function bannerText(banner: Banner): string {
  const lines: (readonly [string, string])[] = [
    ['Open', banner.url],
    ...(banner.signIn ? [['Sign in', `${banner.signIn.email}  /  ${banner.signIn.password}`] as const] : []),
    ...(banner.setupCode === null ? [] : [['Set-up code', banner.setupCode] as const]),
    ['API', `${banner.url}/api/docs`],
    ...(banner.simulator === null ? [] : [['Intacct', `${banner.simulator} (simulator)`] as const]),
    ['Data', banner.data],
    ['Database', banner.database],
    ...(banner.noPages === null ? [] : [['No pages', banner.noPages] as const]),
  ]
  return [
    '',
    `  Tieout ${banner.version} is running`,
    '',
    ...lines.map(([name, text]) => `  ${name.padEnd(13)}${text}`),
    '',
    '  Ctrl+C stops it; nothing is lost.',
    '',
  ].join('\n')
}

import { readFileSync } from 'node:fs'

function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const found: unknown = JSON.parse(text)
  return typeof found === 'object' && found !== null && 'version' in found ? String(found.version) : '0.0.0'
}

/** Version of this Tieout. */
export const version = readVersion()

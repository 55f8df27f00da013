import { useSyncExternalStore } from 'react'
import { keep, readKept } from './seams/kept.ts'

/** A person's choices for how pages look and read; kept in this browser. The theme is kept by Mantine. */
export interface Prefs {
  readonly locale: string
  readonly zone: string
  readonly density: 'normal' | 'compact'
  /** Whether single letters (J, K, /, ., ?) act. */
  readonly letters: boolean
}

/** The words are English; the choice rules how numbers and months are written. */
export const locales = [
  { value: 'en-US', label: 'English (United States)' },
  { value: 'en-GB', label: 'English (United Kingdom)' },
  { value: 'en-AU', label: 'English (Australia)' },
  { value: 'en-ZA', label: 'English (South Africa)' },
  { value: 'en-DE', label: 'English, 1.250,00' },
] as const

const zoneOfBrowser = Intl.DateTimeFormat().resolvedOptions().timeZone

function initial(): Prefs {
  const locale = readKept('locale')
  const zone = readKept('zone')
  return {
    locale: locales.some((known) => known.value === locale) && locale !== null ? locale : 'en-US',
    zone: zone !== null && zones().includes(zone) ? zone : zoneOfBrowser,
    density: readKept('density') === 'compact' ? 'compact' : 'normal',
    letters: readKept('letters') !== 'off',
  }
}

export function zones(): string[] {
  const known = Intl.supportedValuesOf('timeZone')
  return known.includes(zoneOfBrowser) ? known : [zoneOfBrowser, ...known]
}

let current: Prefs | undefined
const listeners = new Set<() => void>()

export function prefs(): Prefs {
  current ??= initial()
  return current
}

export function setPrefs(change: Partial<Prefs>): void {
  current = { ...prefs(), ...change }
  for (const [key, value] of Object.entries(change)) {
    keep(key, typeof value === 'boolean' ? (value ? 'on' : 'off') : value)
  }
  for (const tell of listeners) tell()
}

/** The choices, and a new look whenever one changes. */
export function usePrefs(): Prefs {
  return useSyncExternalStore((tell) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  }, prefs)
}

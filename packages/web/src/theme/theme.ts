import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

/**
 * Every colour, size and radius of the pages. Nothing else in this package writes a colour: style sheets use the variables made here.
 * `theme.test.ts` recomputes the contrast of each pair.
 */
interface Neutrals {
  readonly surface: string
  readonly page: string
  readonly hover: string
  readonly selected: string
  readonly text: string
  readonly dimmed: string
  readonly link: string
  readonly primary: string
  readonly primaryHover: string
  readonly focus: string
  readonly control: string
  readonly placeholder: string
  readonly line: string
  readonly danger: string
  readonly dangerHover: string
  readonly changed: string
}

export const neutrals: Readonly<Record<Scheme, Neutrals>> = {
  light: {
    surface: '#FFFFFF',
    page: '#F6F7F9',
    hover: '#F0F2F5',
    selected: '#E8ECFB',
    text: '#1B1F24',
    dimmed: '#555D69',
    link: '#3A4BC4',
    primary: '#3A4BC4',
    primaryHover: '#2F3EA8',
    focus: '#1D4ED8',
    control: '#767E8B',
    placeholder: '#676F7B',
    line: '#DDE1E7',
    danger: '#A81C26',
    dangerHover: '#8E1620',
    changed: '#FFF4C2',
  },
  dark: {
    surface: '#1A1D21',
    page: '#121417',
    hover: '#23272D',
    selected: '#232B4D',
    text: '#E6E8EB',
    dimmed: '#A7AEB8',
    link: '#A3B1FF',
    primary: '#4C5EDB',
    primaryHover: '#4354CB',
    focus: '#8FA2FF',
    control: '#727B88',
    placeholder: '#8F97A3',
    line: '#2F343B',
    danger: '#C23640',
    dangerHover: '#AE2D37',
    changed: '#3A3410',
  },
}

export type Scheme = 'light' | 'dark'
export type Tone = 'grey' | 'pending' | 'success' | 'error' | 'desynchronized' | 'held'

/** Text, icon and tint of each status tone. */
export const tones: Readonly<
  Record<Scheme, Readonly<Record<Tone, { readonly ink: string; readonly tint: string }>>>
> = {
  light: {
    grey: { ink: '#4F5864', tint: '#ECEFF2' },
    pending: { ink: '#0A5C93', tint: '#E1F0FA' },
    success: { ink: '#17693A', tint: '#E0F4E8' },
    error: { ink: '#A81C26', tint: '#FCE6E7' },
    desynchronized: { ink: '#864A00', tint: '#FDEFD8' },
    held: { ink: '#6B3FA0', tint: '#F1E9FB' },
  },
  dark: {
    grey: { ink: '#B4BBC5', tint: '#2A2F36' },
    pending: { ink: '#7CC4F2', tint: '#0F2F45' },
    success: { ink: '#74D69B', tint: '#10331F' },
    error: { ink: '#FF9C9C', tint: '#471A1E' },
    desynchronized: { ink: '#F5B95C', tint: '#3F2A0B' },
    held: { ink: '#CDB1F7', tint: '#321F4D' },
  },
}

/** Row heights in px. Touch screens get the largest. */
export const rowHeights = { normal: 40, compact: 32, touch: 44 } as const

/** Widths in px from which the layout changes: cards below `cards`, two columns from `columns`. */
export const widths = { cards: 768, columns: 1200 } as const

/** One colour for all shades but the two that Mantine fills with (6 in light, 8 in dark) and their hover. */
function filledTuple(light: string, lightHover: string, dark: string, darkHover: string): MantineColorsTuple {
  return [light, light, light, light, light, light, light, lightHover, dark, darkHover]
}

const n = neutrals
export const theme = createTheme({
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  white: n.light.surface,
  black: n.light.text,
  colors: {
    brand: filledTuple(n.light.primary, n.light.primaryHover, n.dark.primary, n.dark.primaryHover),
    danger: filledTuple(n.light.danger, n.light.dangerHover, n.dark.danger, n.dark.dangerHover),
    gray: [
      n.light.page,
      n.light.hover,
      n.light.hover,
      n.light.line,
      n.light.control,
      n.light.placeholder,
      n.light.dimmed,
      n.light.dimmed,
      n.light.text,
      n.light.text,
    ],
    dark: [
      n.dark.text,
      '#C9CED5',
      n.dark.dimmed,
      n.dark.placeholder,
      n.dark.control,
      n.dark.hover,
      n.dark.surface,
      n.dark.surface,
      n.dark.page,
      n.dark.page,
    ],
  },
  primaryColor: 'brand',
  primaryShade: { light: 6, dark: 8 },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  radius: { xs: '4px', sm: '4px', md: '4px', lg: '4px', xl: '4px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
      h4: { fontSize: '14px', lineHeight: '20px' },
      h5: { fontSize: '13px', lineHeight: '20px' },
      h6: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  shadows: {
    xs: 'none',
    sm: 'none',
    md: '0 4px 16px rgb(0 0 0 / 16%)',
    lg: '0 4px 16px rgb(0 0 0 / 16%)',
    xl: '0 8px 32px rgb(0 0 0 / 20%)',
  },
})

function schemeVariables(scheme: Scheme): Record<string, string> {
  const c = neutrals[scheme]
  const own = Object.fromEntries(
    Object.entries(tones[scheme]).flatMap(([tone, { ink, tint }]) => [
      [`--tone-${tone}`, ink],
      [`--tint-${tone}`, tint],
    ]),
  )
  return {
    ...own,
    '--page': c.page,
    '--surface': c.surface,
    '--hover': c.hover,
    '--selected': c.selected,
    '--text': c.text,
    '--dimmed': c.dimmed,
    '--link': c.link,
    '--focus': c.focus,
    '--control': c.control,
    '--line': c.line,
    '--changed': c.changed,
    '--mantine-color-body': c.surface,
    '--mantine-color-text': c.text,
    '--mantine-color-bright': c.text,
    '--mantine-color-dimmed': c.dimmed,
    '--mantine-color-placeholder': c.placeholder,
    '--mantine-color-anchor': c.link,
    '--mantine-color-error': tones[scheme].error.ink,
    '--mantine-color-success': tones[scheme].success.ink,
    '--mantine-color-default': c.surface,
    '--mantine-color-default-hover': c.hover,
    '--mantine-color-default-color': c.text,
    '--mantine-color-default-border': c.control,
    '--mantine-color-disabled': c.hover,
    '--mantine-color-disabled-color': c.dimmed,
    '--mantine-color-disabled-border': c.line,
    '--mantine-color-brand-text': c.link,
    '--mantine-color-brand-outline': c.link,
    '--mantine-color-brand-light': c.selected,
    '--mantine-color-brand-light-hover': c.selected,
    '--mantine-color-brand-light-color': c.link,
    '--mantine-color-danger-text': tones[scheme].error.ink,
    '--mantine-color-danger-outline': tones[scheme].error.ink,
  }
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: schemeVariables('light'),
  dark: schemeVariables('dark'),
})

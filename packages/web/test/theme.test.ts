import { describe, expect, it } from 'vitest'
import { cssVariables, neutrals, theme, tones, type Scheme, type Tone } from '../src/theme/theme.ts'

/** WCAG 2.2 relative luminance of `#RRGGBB`. */
function luminance(hex: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const TEXT = 4.5
const SHAPE = 3
const schemes: readonly Scheme[] = ['light', 'dark']
const toneNames = Object.keys(tones.light) as Tone[]

describe.each(schemes)('in %s', (scheme) => {
  const c = neutrals[scheme]
  const backgrounds = { surface: c.surface, page: c.page, hover: c.hover, selected: c.selected }

  it.each(Object.entries(backgrounds))('words, links and focus stand out on %s', (_name, background) => {
    for (const ink of [c.text, c.dimmed, c.link])
      expect(contrast(ink, background)).toBeGreaterThanOrEqual(TEXT)
    expect(contrast(c.focus, background)).toBeGreaterThanOrEqual(SHAPE)
    expect(contrast(c.control, background)).toBeGreaterThanOrEqual(SHAPE)
  })

  it.each(toneNames)('the tone %s stands out on its tint and on every background', (tone) => {
    const { ink, tint } = tones[scheme][tone]
    for (const background of [tint, ...Object.values(backgrounds)]) {
      expect(contrast(ink, background)).toBeGreaterThanOrEqual(TEXT)
    }
    expect(contrast(c.text, tint)).toBeGreaterThanOrEqual(TEXT)
    expect(contrast(c.link, tint)).toBeGreaterThanOrEqual(SHAPE)
  })

  it('white stands out on every filled button, at rest and under the pointer', () => {
    for (const fill of [c.primary, c.primaryHover, c.danger, c.dangerHover]) {
      expect(contrast('#FFFFFF', fill)).toBeGreaterThanOrEqual(TEXT)
    }
  })

  it('placeholders stand out in a field and words on a changed cell', () => {
    expect(contrast(c.placeholder, c.surface)).toBeGreaterThanOrEqual(TEXT)
    expect(contrast(c.text, c.changed)).toBeGreaterThanOrEqual(TEXT)
  })

  it('Mantine draws with these values and not with its own', () => {
    const variables = cssVariables({} as never)[scheme]
    expect(variables['--mantine-color-dimmed']).toBe(c.dimmed)
    expect(variables['--mantine-color-placeholder']).toBe(c.placeholder)
    expect(variables['--mantine-color-anchor']).toBe(c.link)
    expect(variables['--mantine-color-error']).toBe(tones[scheme].error.ink)
    expect(variables['--mantine-color-default-border']).toBe(c.control)
    const shade = scheme === 'light' ? 6 : 8
    expect(theme.colors?.brand?.[shade]).toBe(c.primary)
    expect(theme.colors?.danger?.[shade]).toBe(c.danger)
  })
})

it('has small corners and respects reduced motion', () => {
  expect(theme.defaultRadius).toBe('sm')
  expect(theme.radius?.sm).toBe('4px')
  expect(theme.respectReducedMotion).toBe(true)
})

it('gives the contrast that WCAG gives for black on white', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5)
})

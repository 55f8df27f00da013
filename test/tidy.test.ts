import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSources, root } from './tidy/files.ts'
import { languageRules } from './tidy/language.ts'
import { lengthFaults, lengthOf } from './tidy/lengths.ts'
import { moneyAndSqlRules } from './tidy/money-and-sql.ts'
import { parse } from './tidy/rule.ts'
import type { Rule, Source } from './tidy/rule.ts'
import { seamRules } from './tidy/seams.ts'
import { brokenLinks, wordRules } from './tidy/words.ts'

const rules: readonly Rule[] = [...languageRules, ...seamRules, ...moneyAndSqlRules, ...wordRules]
const sources = readSources()

const measured = /^(packages\/[^/]+\/src|test|bench)\/.*(?<!\.gen)\.tsx?$/

function breaches(rule: Rule, source: Source): string[] {
  if (!rule.about(source.path)) return []
  return rule.find(source).map((finding) => `${source.path}:${finding.line} ${finding.message}`)
}

test('the tidy rules look at the whole repository', () => {
  expect(sources.filter((source) => measured.test(source.path)).length).toBeGreaterThan(50)
})

describe.each(rules)('no file breaks the rule: $name', (rule) => {
  test('in the repository', () => {
    expect(sources.flatMap((source) => breaches(rule, source))).toEqual([])
  })

  test.each(rule.bad)('a planted fault is found: $text', (sample) => {
    expect(breaches(rule, parse(sample.path, sample.text))).not.toEqual([])
  })

  test.each(rule.good)('a look-alike passes: $text', (sample) => {
    expect(breaches(rule, parse(sample.path, sample.text))).toEqual([])
  })
})

describe('files stay short', () => {
  const ofLines = (lines: number, head = '') => lengthOf('a.ts', head + 'x\n'.repeat(lines))

  test('in the repository', () => {
    const files = sources.filter((source) => measured.test(source.path))
    expect(lengthFaults(files.map((source) => lengthOf(source.path, source.text)))).toEqual([])
  })

  test('a file of 601 lines is found, unless it is a data table', () => {
    const short = Array.from({ length: 20 }, () => ofLines(50))
    expect(lengthFaults([...short, ofLines(601)])).toHaveLength(1)
    expect(lengthFaults([...short, ofLines(600, '/** Data table of currencies. */\n')])).toEqual([])
  })

  test('a median over 130 lines is found', () => {
    expect(lengthFaults([ofLines(131), ofLines(131), ofLines(20)])).toHaveLength(1)
  })

  test('more than one in ten over 300 lines is found', () => {
    const short = Array.from({ length: 9 }, () => ofLines(50))
    expect(lengthFaults([...short, ofLines(301)])).toEqual([])
    expect(lengthFaults([...short, ofLines(301), ofLines(301)])).toHaveLength(1)
  })
})

describe('pages link to files that are there', () => {
  test('in the repository', () => {
    const pages = sources.filter((source) => source.path.endsWith('.md'))
    const broken = pages.flatMap((page) =>
      brokenLinks(page.path, page.text, (path) => existsSync(join(root, path))).map(
        (finding) => `${page.path}:${finding.line} ${finding.message}`,
      ),
    )
    expect(broken).toEqual([])
  })

  test('a broken link is found, links elsewhere are let be', () => {
    const text = '[a](../README.md) [b](#part) [c](https://example.org) ![d](images/none.png)'
    const findings = brokenLinks('docs/a.md', text, (path) => path === 'README.md')
    expect(findings.map((finding) => finding.message)).toEqual([
      'link to images/none.png, which is not there',
    ])
  })
})

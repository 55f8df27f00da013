import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultSettings as books } from '../../src/books/settings.ts'
import { defaultSettings as gateway } from '../../src/gateway/settings.ts'
import { gatewaySettings } from '../../src/http/schemas.ts'
import { faultOrder } from '../../src/weather/plan.ts'
import { sentinels } from '../../src/weather/sentinels.ts'
import { fairWeather } from '../../src/weather/weather.ts'
import { demoCompanies } from '../../src/simulator.ts'

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')

test.each([
  ...Object.keys(books),
  ...Object.keys(gateway),
  ...Object.keys(gateway.controlIds).map((name) => `.${name}`),
  ...Object.keys(fairWeather),
  ...faultOrder,
  ...Object.keys(sentinels).map((name) => `[sim:${name}]`),
  ...demoCompanies().map(({ id }) => id),
])('the README names %s', (name) => {
  expect(readme).toContain(name.startsWith('.') ? `${name}\`` : `\`${name}`)
})

test('every gateway switch has a schema', () => {
  expect(Object.keys(gatewaySettings).toSorted()).toEqual(Object.keys(gateway).toSorted())
})

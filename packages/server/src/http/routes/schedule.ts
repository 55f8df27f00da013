import { weekdays } from '@tieout/engine/core/cron.ts'
import { adviceOn, nextRuns } from '@tieout/engine/core/schedule.ts'
import type { Advice } from '@tieout/engine/core/schedule.ts'
import { z } from 'zod'
import type { Api } from '../api.ts'
import { connectionOf } from '../connection-of.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { connectionParams } from '../params.ts'
import { moment, momentOf } from '../schemas/common.ts'
import { laidOver } from '../settings-patch.ts'
import { dayText } from '../../words/fill.ts'

/** How many of the next refreshes are told. */
const told = 5

const scheduleQuery = z.strictObject({
  daily: z.enum(['true', 'false']).optional(),
  at: z.string().max(10).optional().describe('HH:MM'),
  zone: z.string().max(60).optional(),
  days: z
    .string()
    .max(40)
    .optional()
    .describe(`Any of ${weekdays.join(', ')}, separated by commas; empty: every day`),
  cron: z.string().max(100).optional().describe('Empty: by time and days'),
})

const scheduleAnswer = z
  .object({
    zone: z.string(),
    next: z.array(moment).describe(`The next ${told}; none: only refreshed by hand`),
    advice: z.array(z.object({ kind: z.enum(['business_hours', 'clock_change']), text: z.string() })),
  })
  .meta({ id: 'Schedule' })

export function scheduleOperations(api: Api): Operation[] {
  return [
    operation({
      id: 'previewSchedule',
      method: 'GET',
      url: '/connections/:connection/schedule',
      tag: 'Reference data',
      summary: 'When the cache is refreshed next, by the present schedule or by another one that is tried',
      description: 'What is left out of the query is as it is set now. Nothing is changed.',
      params: connectionParams,
      query: scheduleQuery,
      answer: scheduleAnswer,
      handle: async ({ caller, params, query }) => {
        const { settings } = await connectionOf(api, caller, params.connection)
        const { daily, days, cron, ...given } = query
        const { cache } = laidOver(settings, {
          cache: {
            ...given,
            ...(daily === undefined ? {} : { daily: daily === 'true' }),
            ...(days === undefined ? {} : { days: days === '' ? null : days.split(',') }),
            ...(cron === undefined ? {} : { cron: cron === '' ? null : cron }),
          },
        })
        const now = api.seams.clock.now()
        return {
          zone: cache.zone,
          next: nextRuns(cache, now, told).map(momentOf),
          advice: adviceOn(cache, now).map((advice) => ({ kind: advice.kind, text: adviceText(advice) })),
        }
      },
    }),
  ]
}

function adviceText(advice: Advice): string {
  if (advice.kind === 'business_hours')
    return 'This is within business hours (8:00 to 18:00, Monday to Friday). It is best outside them: reading everything takes API units and a few minutes, while people work in Intacct.'
  return `On ${dayText(advice.day)} clocks skip ${advice.at}: on that day it runs at ${advice.runsAt}.`
}

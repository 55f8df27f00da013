import { z } from 'zod'

const day = z.iso.date('Write the date as YYYY-MM-DD.')

/** What a person asks an import from Intacct for. */
export const fetchBody = z
  .strictObject({
    what: z
      .enum(['invoices', 'customers', 'everything'])
      .describe(
        '`invoices`: invoices and credit notes. `customers`: all customers of Accounts Receivable. `everything`: whatever was changed since a day, again',
      ),
    orderTypes: z
      .array(z.string().min(1).max(100))
      .min(1)
      .max(100)
      .optional()
      .describe(
        'Invoices: only documents of these Order Entry types. Default: all, also those typed into A/R',
      ),
    from: day.optional().describe('Invoices: dated on this day or later'),
    until: day.optional().describe('Invoices: dated on this day or before'),
    openOnly: z.boolean().default(false).describe('Invoices: only what is not paid yet'),
    since: day.optional().describe('Everything: changed in Intacct on this day or later'),
  })
  .refine(({ what, since }) => (what === 'everything') === (since !== undefined), {
    message: 'Say since which day everything is to be read again; it belongs to "everything" alone.',
    path: ['since'],
  })
  .refine(
    ({ what, orderTypes, from, until, openOnly }) =>
      what === 'invoices' || (!openOnly && [orderTypes, from, until].every((value) => value === undefined)),
    { message: 'Document types, dates and "open only" are for invoices.', path: ['what'] },
  )
  .refine(({ from, until }) => from === undefined || until === undefined || from <= until, {
    message: 'The last day is before the first one.',
    path: ['until'],
  })
  .meta({ id: 'FetchStart' })

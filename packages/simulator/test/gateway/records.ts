import type { Simulator } from '../../src/simulator.ts'

/** A generic create of one customer. */
export function customer(id: string, more = ''): string {
  return `<create><CUSTOMER><CUSTOMERID>${id}</CUSTOMERID><NAME>Customer ${id}</NAME>${more}<DISPLAYCONTACT><PRINTAS>${id}</PRINTAS></DISPLAYCONTACT></CUSTOMER></create>`
}

/** A query with its parts; `select` names fields. */
export function query(object: string, select: readonly string[], rest = ''): string {
  return `<query><object>${object}</object><select>${select.map((name) => `<field>${name}</field>`).join('')}</select>${rest}</query>`
}

export function filter(xml: string): string {
  return `<filter>${xml}</filter>`
}

export function is(operator: string, field: string, ...values: readonly string[]): string {
  return `<${operator}><field>${field}</field>${values.map((value) => `<value>${value}</value>`).join('')}</${operator}>`
}

export function orderBy(...names: readonly string[]): string {
  const orders = names.map((name) =>
    name.startsWith('-')
      ? `<order><field>${name.slice(1)}</field><descending/></order>`
      : `<order><field>${name}</field><ascending/></order>`,
  )
  return `<orderby>${orders.join('')}</orderby>`
}

/** Plants rows past all rules. */
export function plant(
  simulator: Simulator,
  object: string,
  rows: readonly Readonly<Record<string, string>>[],
  company = 'DEMO',
): void {
  const raw = simulator.companies.get(company)?.books.raw(object)
  for (const row of rows) raw?.put(row)
}

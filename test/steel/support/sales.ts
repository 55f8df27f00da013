/** What an app sells: every invoice is paid in full by one payment. Numbers rise, so that nothing comes twice. */
export interface Sales {
  readonly lines: readonly object[]
  readonly invoices: number
  readonly cents: bigint
}

const customers = 3

export function salesOf(first: number, count: number): Sales {
  const numbers = Array.from({ length: count }, (_, index) => first + index)
  const cents = numbers.map((number) => 100n + ((BigInt(number) * 7_919n) % 50_000n))
  const owners = [...new Set(numbers.map(ownerOf))]
  return {
    lines: [
      ...owners.map((id) => approved('customer', id, { number: id, name: `Customer ${id}` })),
      ...numbers.flatMap((number, index) => {
        const amount = textOf(cents[index] ?? 0n)
        const [invoice, customer] = [`S-${number}`, ownerOf(number)]
        return [
          approved('invoice', invoice, {
            number: invoice,
            customer,
            date: '2026-03-02',
            dueDate: '2026-04-01',
            lines: [{ amount }],
            total: amount,
          }),
          approved('payment', `P-${number}`, {
            customer,
            date: '2026-03-20',
            amount,
            applications: [{ invoice, amount }],
          }),
        ]
      }),
    ],
    invoices: count,
    cents: cents.reduce((sum, amount) => sum + amount, 0n),
  }
}

function ownerOf(number: number): string {
  return `C-${number % customers}`
}

function approved(type: string, id: string, data: object): object {
  return { type, id, version: 1, state: 'approved', data }
}

/** Two decimals. */
export function textOf(cents: bigint): string {
  const digits = cents.toString().padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

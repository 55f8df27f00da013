import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { WriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { finished } from 'node:stream/promises'
import { decimalText } from './amounts.ts'
import type { RecordLine, Refusal } from './records.ts'

/** As many refused rows as the API keeps of an import; the file lists all. */
const refusalsTold = 1_000

/** What Tieout is told of the refused rows, for the list of imports. */
export interface Told {
  readonly name: string
  readonly refused: number
  readonly refusals: readonly {
    readonly line: number
    readonly type: string | null
    readonly id: string | null
    readonly reason: string
    readonly cure: string
  }[]
}

export interface TypeCount {
  stored: number
  unchanged: number
  refused: number
}

/** What an import did. Money per currency, as decimal strings. */
export interface Summary {
  readonly file: string
  readonly rows: number
  readonly rowsRefused: number
  readonly records: Readonly<Record<RecordLine['type'], TypeCount>>
  /** Invoices that are in Tieout now, whether this import brought them or they were there. */
  readonly invoices: readonly {
    readonly currency: string
    readonly invoices: number
    readonly amount: string
  }[]
  /** Where the refused rows are listed; null when there are none. */
  readonly refusedFile: string | null
}

/** Counts what becomes of the rows and lists the refused ones in a file beside the original. */
export class Report {
  readonly #path: string
  readonly #header: readonly string[]
  readonly #invoicePlace: number
  readonly #records: Record<RecordLine['type'], TypeCount> = {
    customer: { stored: 0, unchanged: 0, refused: 0 },
    invoice: { stored: 0, unchanged: 0, refused: 0 },
    payment: { stored: 0, unchanged: 0, refused: 0 },
  }
  readonly #money = new Map<string, { invoices: number; minor: bigint }>()
  #refused = 0
  readonly #told: Told['refusals'][number][] = []
  #file: WriteStream | undefined

  /** @param invoice the column of the invoice numbers, by which people know a row */
  constructor(path: string, header: readonly string[], invoice: string | undefined) {
    this.#path = `${path}.refused.csv`
    this.#header = header
    this.#invoicePlace = header.indexOf(invoice ?? '')
  }

  /** Counts one record's answer. */
  count(type: RecordLine['type'], result: keyof TypeCount): void {
    this.#records[type][result] += 1
  }

  /** Counts an invoice that is in. `minor`: in minor units of the currency. */
  addMoney(currency: string, minor: bigint): void {
    const before = this.#money.get(currency) ?? { invoices: 0, minor: 0n }
    this.#money.set(currency, { invoices: before.invoices + 1, minor: before.minor + minor })
  }

  /** Lists a row as refused. Resolves when the file can take more. */
  async refuse(refusal: Refusal): Promise<void> {
    this.#refused += 1
    if (this.#told.length < refusalsTold) {
      const { line, reason, cure, cells } = refusal
      const invoice = cells[this.#invoicePlace]?.trim().slice(0, 128) ?? ''
      this.#told.push({
        line,
        type: invoice === '' ? null : 'invoice',
        id: invoice === '' ? null : invoice,
        reason: reason.slice(0, 1_000),
        cure: cure.slice(0, 1_000),
      })
    }
    this.#file ??= this.#open()
    const cells = [String(refusal.line), refusal.reason, refusal.cure, ...refusal.cells]
    await this.#write(cells)
  }

  told(): Told {
    const path = this.#path.replace(/\.refused\.csv$/, '')
    return { name: basename(path).slice(0, 200), refused: this.#refused, refusals: this.#told }
  }

  /** Ends the file. A list of an earlier import of the same file is removed when nothing was refused this time. */
  async close(rows: number): Promise<Summary> {
    if (this.#file) {
      this.#file.end()
      await finished(this.#file)
    } else {
      await rm(this.#path, { force: true })
    }
    return {
      file: this.#path.replace(/\.refused\.csv$/, ''),
      rows,
      rowsRefused: this.#refused,
      records: this.#records,
      invoices: [...this.#money].map(([currency, sum]) => ({
        currency,
        invoices: sum.invoices,
        amount: decimalText(sum.minor, currency),
      })),
      refusedFile: this.#file ? this.#path : null,
    }
  }

  #open(): WriteStream {
    const file = createWriteStream(this.#path)
    file.write(csvLine(['line', 'reason', 'cure', ...this.#header]))
    return file
  }

  async #write(cells: readonly string[]): Promise<void> {
    const file = this.#file
    if (!file || file.write(csvLine(cells))) return
    await once(file, 'drain')
  }
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`
}

import { attachmentFunctions } from './attachmentFunctions.ts'
import { companyFunctions } from './companyFunctions.ts'
import { documentFunctions } from './documentFunctions.ts'
import { masterFunctions } from './masterFunctions.ts'
import { orderFunctions } from './orderFunctions.ts'
import { receiptFunctions } from './receiptFunctions.ts'
import type { BookFunction } from './translate.ts'

/** Every legacy and special function of the books by its element name. */
export const functions: ReadonlyMap<string, BookFunction> = new Map(
  Object.entries({
    ...masterFunctions,
    ...documentFunctions,
    ...receiptFunctions,
    ...orderFunctions,
    ...attachmentFunctions,
    ...companyFunctions,
  }),
)

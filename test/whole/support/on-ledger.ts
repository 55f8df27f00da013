import { test } from 'vitest'
import { openHouse } from './house.ts'
import type { House } from './house.ts'
import { ledgerIsHere } from './ledger.ts'

/** A test with a house of its own; left out where the real ledgers are not beside the project. */
export const onLedger = test
  .extend<{ readonly house: House }>({
    house: async ({ onTestFinished }, use) => {
      const house = await openHouse()
      onTestFinished(() => house.close())
      await use(house)
    },
  })
  .runIf(ledgerIsHere)

import { usePrefs } from '../prefs.ts'
import { formatAmount, formatCount, formatMoney } from '../words/format.ts'
import { NotSet } from './moment.tsx'

/** An amount in a sentence, with its currency: `USD 1,250.00`. */
export function Money({ amount, currency }: { readonly amount: string; readonly currency: string }) {
  const { locale } = usePrefs()
  return <span className="figure nowrap">{formatMoney(amount, currency, locale)}</span>
}

/** Sums per currency beside each other; never added together. */
export function Moneys({ sums }: { readonly sums: readonly { currency: string; amount: string }[] }) {
  return sums.map(({ currency, amount }, index) => (
    <span key={currency}>
      {index > 0 && ' · '}
      <Money amount={amount} currency={currency} />
    </span>
  ))
}

/** The bare figure of an amount column; the currency stands beside it and is read with it. */
export function Figure({
  amount,
  currency,
}: {
  readonly amount: string | null
  readonly currency: string | null
}) {
  const { locale } = usePrefs()
  if (amount === null) return <NotSet />
  return (
    <span className="figure nowrap">
      {formatAmount(amount, currency, locale)}
      {currency !== null && <span className="unseen"> {currency}</span>}
    </span>
  )
}

export function Count({ n }: { readonly n: number }) {
  const { locale } = usePrefs()
  return <span className="figure">{formatCount(n, locale)}</span>
}

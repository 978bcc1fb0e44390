import { MoneyText } from '#components/money/money-text.tsx'
import { Figure } from '#components/ui/figure.tsx'

export type CoverFigure = {
  readonly currency: string
  readonly heldMinor: string
  readonly inTransitMinor: string
  readonly owedMinor: string
  /** Basis points; null when nothing is owed. */
  readonly ratioBps: string | null
}

/** Per currency: whether the platform holds what it owes to others. */
export function CoverFigures({ covers }: { readonly covers: readonly CoverFigure[] }) {
  return covers.map(({ currency, owedMinor, ratioBps, heldMinor }) => (
    <Figure
      key={currency}
      label={`Cover ${currency}`}
      value={ratioBps === null ? 'nothing owed' : percent(ratioBps)}
      tone={ratioBps !== null && BigInt(ratioBps) < 10_000n ? 'bad' : 'plain'}
      note={
        <>
          <MoneyText amount={{ minor: heldMinor, currency }} withCurrency={false} /> held for{' '}
          <MoneyText amount={{ minor: owedMinor, currency }} withCurrency={false} /> owed
        </>
      }
      href={`/ledger?currency=${currency}`}
    />
  ))
}

/** Basis points as a percentage with one digit, rounded down: a cover just below one never shows as one. */
function percent(bps: string): string {
  const tenths = BigInt(bps) / 10n
  const digits = (tenths < 0n ? -tenths : tenths).toString().padStart(2, '0')
  return `${tenths < 0n ? '-' : ''}${digits.slice(0, -1)}.${digits.slice(-1)} %`
}

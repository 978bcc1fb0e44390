import { MoneyText } from '#components/money/money-text.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { InFlight } from '#lib/approvals/in-flight.ts'
import { STATE_WORDS } from '#lib/approvals/model.ts'
import type { WireMoney } from '#lib/money/money.ts'

type PauseReportProps = {
  readonly inFlight: readonly InFlight[]
  readonly goingOn: readonly { readonly count: number; readonly amount: WireMoney }[]
}

/** What a pause does not stop: what is under way already, and what Stripe does by itself. */
export function PauseReport({ inFlight, goingOn }: PauseReportProps) {
  return (
    <div className="flex flex-col gap-2">
      {inFlight.length === 0 ? (
        <p>Nothing of ours is under way at Stripe.</p>
      ) : (
        <ul aria-label="Under way at Stripe">
          {inFlight.map(({ id, summary, state, amount }) => (
            <li key={id} className="flex flex-wrap gap-x-3 py-1">
              <TextLink href={`/approvals/${id}`}>{summary}</TextLink>
              <span className="text-ink-2">{STATE_WORDS[state].word}</span>
              <MoneyText amount={amount} />
            </li>
          ))}
        </ul>
      )}
      {goingOn.length === 0 ? (
        <p className="text-ink-2">No automatic payout of Stripe is known to be on its way.</p>
      ) : (
        <ul aria-label="What Stripe does by itself">
          {goingOn.map(({ count, amount }) => (
            <li key={amount.currency} className="py-1">
              {`${count} automatic ${count === 1 ? 'payout' : 'payouts'} on the way: `}
              <MoneyText amount={amount} />
            </li>
          ))}
        </ul>
      )}
      <p className="text-ink-3 text-sm">
        Stripe goes on paying out by each account’s schedule; that is changed at Stripe alone.
      </p>
    </div>
  )
}

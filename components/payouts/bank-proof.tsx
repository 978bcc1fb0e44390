import { MoneyText } from '#components/money/money-text.tsx'
import { Pill, type Tone } from '#components/ui/pill.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { PayoutProof } from '#lib/reconciliation/payout-proof.ts'

type BankProofProps = { readonly proof: PayoutProof; readonly isPlatform: boolean }

/** What the bank's statement says of the payout, and what was found about it. */
export function BankProof({ proof, isPlatform }: BankProofProps) {
  const { bank, variances } = proof
  return (
    <div className="flex flex-col gap-3 text-sm">
      {bank === null ? (
        <p className="text-ink-2">
          {isPlatform
            ? 'It was not compared with the bank yet.'
            : 'Sellers’ banks are not ours to see: sent, not confirmed.'}
        </p>
      ) : (
        <>
          <p className="flex flex-wrap items-center gap-2">
            <Pill tone={toneOf(bank.state)}>
              {bank.state.replace(/^matched_(.*)$/, 'matched ($1)').replaceAll('_', ' ')}
            </Pill>
            {bank.rule === '' ? null : <span className="text-ink-3">by {RULES[bank.rule] ?? bank.rule}</span>}
          </p>
          {bank.lines.length === 0 ? <p className="text-ink-2">No bank line is known for it.</p> : null}
          <ul className="flex flex-col gap-2">
            {bank.lines.map((line) => (
              <li key={line.id}>
                <span className="flex items-baseline justify-between gap-4 font-medium">
                  {line.bookedOn}
                  <MoneyText amount={line.amount} />
                </span>
                <span className="block break-words text-ink-2">{line.text}</span>
              </li>
            ))}
          </ul>
          {bank.difference.minor === '0' ? null : (
            <p className="text-bad-ink">
              The bank booked <MoneyText amount={bank.difference} /> besides.
            </p>
          )}
        </>
      )}
      {variances.length === 0 ? null : (
        <ul className="flex flex-col gap-2">
          {variances.map((variance) => (
            <li key={variance.id}>
              {variance.ticketId === '' ? (
                variance.summary
              ) : (
                <TextLink href={`/tickets/${variance.ticketId}`}>{variance.summary}</TextLink>
              )}{' '}
              <span className="text-ink-3">{variance.state.replaceAll('_', ' ')}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const RULES: Readonly<Record<string, string>> = {
  key: 'trace id',
  window: 'amount and day',
  subset: 'the sum of several',
  tolerance: 'amount within tolerance',
  by_hand: 'hand',
}

function toneOf(state: string): Tone {
  if (state.startsWith('matched')) return 'good'
  if (state === 'missing' || state.endsWith('mismatch')) return 'bad'
  return state === 'over' || state === 'under' || state === 'partial' ? 'warn' : 'wait'
}

import { Section } from '#components/ui/page.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { tieOutLook } from '#lib/payouts/look-model.ts'
import { TIE_OUT_STATES } from '#lib/payouts/model.ts'
import type { PayoutsToday } from '#lib/payouts/payouts-today.ts'
import { attentionWords, PAYOUT_ATTENTIONS } from '#lib/payouts/schema.ts'

/** On the start page: how the last thirty days' payouts stand, and which payouts need a look. */
export function PayoutsTodaySection({ payouts }: { readonly payouts: PayoutsToday }) {
  const troubled = PAYOUT_ATTENTIONS.filter((one) => payouts[one] > 0)
  return (
    <Section title="Payouts" actions={<TextLink href="/payouts">All payouts</TextLink>}>
      <div className="flex flex-col gap-2 rounded-md border border-line bg-surface-raised px-4 py-3 text-sm">
        {troubled.length === 0 && payouts.held === 0 ? null : (
          <ul className="flex flex-col gap-2 text-warn-ink">
            {troubled.map((one) => (
              <li key={one} className="flex justify-between gap-4">
                <TextLink href={`/payouts?attention=${one}`}>{attentionWords(one)}</TextLink>
                <span className="figures font-medium">{payouts[one].toLocaleString('en')}</span>
              </li>
            ))}
            {payouts.held === 0 ? null : (
              <li className="flex justify-between gap-4">
                <TextLink href="/tickets?about=seller">held near Stripe’s limit</TextLink>
                <span className="figures font-medium">{payouts.held.toLocaleString('en')}</span>
              </li>
            )}
          </ul>
        )}
        <ul className="flex flex-col gap-2">
          {TIE_OUT_STATES.map((state) => (
            <li key={state} className="flex justify-between gap-4">
              <TextLink href={`/payouts?state=${state}`}>{tieOutLook(state).word}</TextLink>
              <span className="figures">{payouts.states[state].toLocaleString('en')}</span>
            </li>
          ))}
        </ul>
        <p className="text-ink-3">Payouts of the last thirty days, of all accounts.</p>
      </div>
    </Section>
  )
}

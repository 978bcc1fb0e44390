import { Figure, Figures } from '#components/ui/figure.tsx'
import { tieOutLook } from '#lib/payouts/look-model.ts'
import { TIE_OUT_STATES, type TieOutState } from '#lib/payouts/model.ts'
import { attentionWords, PAYOUT_ATTENTIONS, type PayoutAttention } from '#lib/payouts/schema.ts'
import type { PayoutSummary } from '#lib/payouts/total-payouts.ts'

type PayoutFiguresProps = {
  readonly summary: PayoutSummary
  readonly state: TieOutState | null
  readonly attention: PayoutAttention | null
}

/** How many payouts are in each state and which need a look; each figure filters the list, the pressed one lets go again. */
export function PayoutFigures({ summary, state, attention }: PayoutFiguresProps) {
  const shown = PAYOUT_ATTENTIONS.filter((one) => summary.attentions[one] > 0 || one === attention)
  return (
    <Figures>
      {TIE_OUT_STATES.map((one) => (
        <Figure
          key={one}
          label={sentenceCase(tieOutLook(one).word)}
          value={(summary.states[one] ?? 0).toLocaleString('en')}
          href={one === state ? '/payouts' : `/payouts?state=${one}`}
          pressed={one === state}
          tone={one === 'differs' && (summary.states[one] ?? 0) > 0 ? 'bad' : 'plain'}
        />
      ))}
      {shown.map((one) => (
        <Figure
          key={one}
          label={sentenceCase(attentionWords(one))}
          value={summary.attentions[one].toLocaleString('en')}
          href={one === attention ? '/payouts' : `/payouts?attention=${one}`}
          pressed={one === attention}
          tone={summary.attentions[one] > 0 ? 'warn' : 'plain'}
        />
      ))}
    </Figures>
  )
}

const sentenceCase = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`

import type { ReactNode } from 'react'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { formatMoney } from '#lib/money/format.ts'
import type { PayoutDetail } from '#lib/payouts/get-payout.ts'
import { tieOutLook } from '#lib/payouts/look-model.ts'

type PayoutTitleProps = {
  readonly payout: PayoutDetail
  readonly explanation: readonly string[]
  readonly actions?: ReactNode
}

/** Which payout it is and how it stands, told in sentences. */
export function PayoutTitle({ payout, explanation, actions }: PayoutTitleProps) {
  const { word, tone } = tieOutLook(payout.state)
  const amount = formatMoney({ minor: BigInt(payout.amount.minor), currency: payout.amount.currency })
  return (
    <PageHeader
      title={`${amount} to ${payout.isPlatform ? 'the platform' : payout.owner}`}
      aside={
        <>
          <Pill tone={tone}>{word}</Pill>
          {payout.mode === 'balance' ? <Pill tone="plain">matched by balance</Pill> : null}
          <CopyId id={payout.id} noun="payout id" />
        </>
      }
      actions={
        <>
          {actions}
          <ButtonLink href={`/api/exports/payouts/${payout.account}/${payout.id}`} download>
            Export lines
          </ButtonLink>
          <ButtonLink href={`/api/exports/payouts/${payout.account}/${payout.id}?format=xlsx`} download>
            Spreadsheet
          </ButtonLink>
        </>
      }
    >
      {explanation.map((words) => (
        <p key={words}>{words}</p>
      ))}
    </PageHeader>
  )
}

import type { ReactNode } from 'react'
import { CopyId } from '#components/ui/copy-id.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import type { SettlementDetail } from '#lib/settlements/get-settlement.ts'
import { settlementLook } from '#lib/settlements/state-model.ts'

type SettlementTitleProps = { readonly settlement: SettlementDetail; readonly actions: ReactNode }

/** Which settlement it is, how it stands and why, in one paragraph. */
export function SettlementTitle({ settlement, actions }: SettlementTitleProps) {
  const { word, tone } = settlementLook(settlement.state)
  const name = settlement.invoiceNumber || settlement.sourceId
  return (
    <PageHeader
      title={settlement.sourceKind === 'invoice' ? `Invoice ${name}` : `Payment ${name}`}
      aside={
        <>
          <Pill tone={tone}>{word}</Pill>
          <CopyId id={settlement.id} noun="settlement id" />
        </>
      }
      actions={actions}
    >
      <p>{settlement.summary}</p>
      {settlement.stateReason === '' || settlement.summary.includes(settlement.stateReason) ? null : (
        <p className={tone === 'warn' ? 'text-warn-ink' : 'text-ink-2'}>{settlement.stateReason}</p>
      )}
    </PageHeader>
  )
}

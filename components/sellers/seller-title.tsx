import type { ReactNode } from 'react'
import { CopyId } from '#components/ui/copy-id.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Pill } from '#components/ui/pill.tsx'
import type { SellerDetail } from '#lib/sellers/get-seller.ts'
import { standingLook } from '#lib/sellers/standing-model.ts'

type SellerTitleProps = { readonly seller: SellerDetail; readonly actions: ReactNode }

/** Which seller it is and whether money can go there. */
export function SellerTitle({ seller, actions }: SellerTitleProps) {
  const hold = seller.holds.find(({ liftedAt }) => liftedAt === null)
  const { word, tone } = standingLook(
    hold !== undefined ? 'held' : seller.restriction === null ? 'ready' : 'restricted',
  )
  return (
    <PageHeader
      title={seller.name}
      aside={
        <>
          <Pill tone={tone}>{word}</Pill>
          <CopyId id={seller.id} noun="seller id" />
        </>
      }
      actions={actions}
    >
      {hold?.reason ?? seller.restriction ?? 'Can receive transfers.'}
    </PageHeader>
  )
}

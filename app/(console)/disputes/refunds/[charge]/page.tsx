import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RefundForm } from '#components/disputes/refund-form.tsx'
import { MoneyText } from '#components/money/money-text.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Card } from '#components/ui/card.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { readRefundPage } from '#lib/disputes/read-refund-page.ts'
import { clock } from '#lib/platform/clock.ts'

export const metadata: Metadata = { title: 'Refund' }

export default async function RefundPage({ params }: PageProps<'/disputes/refunds/[charge]'>) {
  const actor = await requirePermission('disputes.read')
  const at = clock.now()
  const page = await readRefundPage(actor, (await params).charge, at)
  if (page === null) notFound()
  const { charge, left, triage, preview, pending, sellerName, settlementId } = page
  const amount = { minor: charge.amountMinor.toString(), currency: charge.currency }
  return (
    <Page>
      <PageHeader title="Refund a payment" aside={<CopyId id={charge.id} noun="payment id" />}>
        {triage}
      </PageHeader>
      {pending.map(({ id, summary }) => (
        <Banner
          key={id}
          tone="wait"
          title="Waits for a decision"
          action={<TextLink href={`/approvals/${id}`}>Open the proposal</TextLink>}
        >
          {summary}
        </Banner>
      ))}
      <Facts
        wide
        facts={[
          { label: 'Payment', value: <MoneyText amount={amount} /> },
          {
            label: 'Paid',
            value: (
              <RelativeTime
                at={charge.createdAt.toISOString()}
                now={at.toISOString()}
                timeZone={actor.entity.bookTimeZone}
              />
            ),
          },
          {
            label: 'Refunded so far',
            value: <MoneyText amount={{ ...amount, minor: charge.refundedMinor.toString() }} />,
          },
          {
            label: 'Held by disputes',
            value: <MoneyText amount={{ ...amount, minor: charge.takenMinor.toString() }} />,
          },
          { label: 'Seller', value: sellerName || 'nobody named' },
          {
            label: 'Settlement',
            value:
              settlementId === '' ? (
                'not settled'
              ) : (
                <TextLink href={`/settlements/${settlementId}`}>{settlementId}</TextLink>
              ),
          },
        ]}
      />
      {preview !== null && can(actor, 'disputes.work') && pending.length === 0 ? (
        <Card title="In full, in part, or not at all">
          <RefundForm
            key={left.minor}
            chargeId={charge.id}
            caseId=""
            left={left}
            amount={left}
            preview={preview}
            reason="requested_by_customer"
          />
        </Card>
      ) : null}
    </Page>
  )
}

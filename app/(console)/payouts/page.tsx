import type { Metadata } from 'next'
import { parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { createListLoader } from '#components/data-table/list-params.ts'
import { PayoutFigures } from '#components/payouts/payout-figures.tsx'
import { PayoutTable } from '#components/payouts/payout-table.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RunNotice } from '#components/variances/run-notice.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { listPayouts } from '#lib/payouts/list-payouts.ts'
import { TIE_OUT_STATES } from '#lib/payouts/model.ts'
import { PAYOUT_ATTENTIONS, PAYOUT_SIDES } from '#lib/payouts/schema.ts'
import { sumPayouts } from '#lib/payouts/total-payouts.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { readRuns } from '#lib/reconciliation/progress/run-progress.ts'

export const metadata: Metadata = { title: 'Payouts' }

const loadQuery = createListLoader({
  state: parseAsStringLiteral(TIE_OUT_STATES),
  side: parseAsStringLiteral(PAYOUT_SIDES),
  attention: parseAsStringLiteral(PAYOUT_ATTENTIONS),
  currency: parseAsString,
  account: parseAsString,
})

export default async function PayoutsPage({ searchParams }: PageProps<'/payouts'>) {
  const actor = await requirePermission('payouts.read')
  const query = await loadQuery(searchParams)
  const scope = { platform: actor.entity.stripeAccount, at: clock.now() }
  const { page, summary, runs } = await read(actor.scope, async (tx) => ({
    page: await listPayouts(tx, query, scope),
    runs: await readRuns(tx),
    summary: await sumPayouts(tx, query, scope),
  }))
  return (
    <Page>
      <PageHeader title="Payouts" actions={<ButtonLink href="/payouts/thresholds">Thresholds</ButtonLink>}>
        What Stripe sent to banks, each proved against the balance transactions it is made of.
      </PageHeader>
      <RunNotice initial={runs} />
      <PayoutFigures summary={summary} state={query.state} attention={query.attention} />
      <PayoutTable page={page} totals={summary.totals} />
    </Page>
  )
}

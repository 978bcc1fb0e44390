import type { Metadata } from 'next'
import { parseAsString } from 'nuqs/server'
import { CloseTabs } from '#components/close/close-tabs.tsx'
import { FeeAuditTable } from '#components/close/fee-audit-table.tsx'
import { FoundTable } from '#components/close/found-table.tsx'
import { PriceDialog } from '#components/close/price-dialog.tsx'
import { PriceTable } from '#components/close/price-table.tsx'
import { createListLoader } from '#components/data-table/list-params.ts'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { firstDay, monthAfter, monthOf, monthWords } from '#lib/ledger/periods/month-model.ts'
import { clock } from '#lib/platform/clock.ts'
import { readFoundPage } from '#lib/reconciliation/found/read-found-page.ts'

export const metadata: Metadata = { title: 'Found money' }

const loadQuery = createListLoader({ month: parseAsString })

export default async function FoundPage({ searchParams }: PageProps<'/close/found'>) {
  const actor = await requirePermission('close.read')
  const asked = (await loadQuery(searchParams)).month
  const now = monthOf(accountingOn(actor.entity, clock.now()))
  const month = asked !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : now
  const { audit, found, prices } = await readFoundPage(actor, month)
  return (
    <Page>
      <PageHeader title="Found money">
        What is ours to have back: found, pursued, recovered. Amounts of different cases are never netted.
      </PageHeader>
      <CloseTabs current="/close/found" />
      <FoundTable rows={found} />
      <div id="fees" className="flex flex-col gap-6">
        <Section
          title={`Stripe’s fees of ${monthWords(month)}`}
          actions={
            <p className="text-sm">
              <TextLink href={`/close/found?month=${monthAfter(month, -1)}#fees`}>Month before</TextLink>
              {month < now ? (
                <>
                  {' · '}
                  <TextLink href={`/close/found?month=${monthAfter(month)}#fees`}>Month after</TextLink>
                </>
              ) : null}
            </p>
          }
        >
          <FeeAuditTable audit={audit} />
        </Section>
        <Section
          title="Agreed prices"
          actions={
            can(actor, 'close.work') ? (
              <PriceDialog currency={actor.entity.functionalCurrency} from={firstDay(month)} />
            ) : null
          }
        >
          <PriceTable prices={prices} />
        </Section>
      </div>
    </Page>
  )
}

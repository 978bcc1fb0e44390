import type { Metadata } from 'next'
import { parseAsString } from 'nuqs/server'
import { CloseTabs } from '#components/close/close-tabs.tsx'
import { createListLoader } from '#components/data-table/list-params.ts'
import { DayTable } from '#components/days/day-table.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { monthWords } from '#lib/ledger/periods/month-model.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { daysOfMonth } from '#lib/reconciliation/days/list-days.ts'

export const metadata: Metadata = { title: 'Days' }

const loadQuery = createListLoader({ month: parseAsString })

export default async function DaysPage({ searchParams }: PageProps<'/close/days'>) {
  const actor = await requirePermission('close.read')
  const { month: asked } = await loadQuery(searchParams)
  const { month, earlier, later, rows } = await read(actor.scope, (tx) =>
    daysOfMonth(tx, actor.entity, asked, clock.now()),
  )
  return (
    <Page>
      <PageHeader title="Days">
        {`Each day’s money at Stripe adds up and is signed by somebody. Days are those of the books: ${actor.entity.bookTimeZone}.`}
      </PageHeader>
      <CloseTabs current="/close/days" />
      <Section
        title={monthWords(month)}
        actions={
          <div className="flex flex-wrap gap-2">
            {earlier === null ? null : (
              <ButtonLink size="sm" href={`/close/days?month=${earlier}`}>
                {monthWords(earlier)}
              </ButtonLink>
            )}
            {later === null ? null : (
              <ButtonLink size="sm" href={`/close/days?month=${later}`}>
                {monthWords(later)}
              </ButtonLink>
            )}
            <ButtonLink size="sm" href={`/api/exports/days?month=${month}`} download>
              CSV
            </ButtonLink>
            <ButtonLink size="sm" href={`/api/exports/days?month=${month}&format=xlsx`} download>
              XLSX
            </ButtonLink>
          </div>
        }
      >
        <DayTable rows={rows} />
      </Section>
    </Page>
  )
}

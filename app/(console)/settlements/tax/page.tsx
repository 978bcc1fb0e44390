import type { Metadata } from 'next'
import { createLoader, parseAsString } from 'nuqs/server'
import { TaxPeriod } from '#components/settlements/tax-period.tsx'
import { TaxTable } from '#components/settlements/tax-table.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { clock } from '#lib/platform/clock.ts'
import { taxPeriod } from '#lib/settlements/schema.ts'
import { readTaxReport } from '#lib/settlements/tax-report.ts'

export const metadata: Metadata = { title: 'Tax liability' }

const loadQuery = createLoader({ from: parseAsString, until: parseAsString })

export default async function TaxPage({ searchParams }: PageProps<'/settlements/tax'>) {
  const actor = await requirePermission('settlements.read')
  const asked = taxPeriod.parse(await loadQuery(searchParams))
  const { from, until, rows, isCut } = await readTaxReport(actor, asked, clock.now())
  return (
    <Page>
      <PageHeader
        title="Tax liability"
        actions={
          <>
            <ButtonLink href={`/api/exports/tax?from=${from}&until=${until}`} download>
              Export
            </ButtonLink>
            <ButtonLink href={`/api/exports/tax?from=${from}&until=${until}&format=xlsx`} download>
              Spreadsheet
            </ButtonLink>
          </>
        }
      >
        Tax in what buyers paid, less what refunds gave back: where the platform owes it, and where the sellers do.
      </PageHeader>
      <TaxPeriod from={from} until={until} />
      {isCut ? (
        <Banner tone="warn">The period holds more sales than are read at once: choose a shorter one.</Banner>
      ) : null}
      <TaxTable rows={rows} />
    </Page>
  )
}

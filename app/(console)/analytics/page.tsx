import type { Metadata } from 'next'
import { AnswerView } from '#components/analytics/answer-view.tsx'
import { QuestionForm } from '#components/analytics/question-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Page } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { answerOrRefusal } from '#lib/analytics/ask.ts'
import { DIMENSIONS } from '#lib/analytics/dimensions.ts'
import { explorerAddress, explorerQuery, leftOutWords } from '#lib/analytics/explorer.ts'
import { METRICS, metricOf } from '#lib/analytics/metrics.ts'
import { clock } from '#lib/platform/clock.ts'

export const metadata: Metadata = { title: 'Analytics' }

export default async function AnalyticsPage({ searchParams }: PageProps<'/analytics'>) {
  const actor = await requirePermission('analytics.read')
  const address = explorerAddress.parse(await searchParams)
  const { query, leftOut } = explorerQuery(address)
  const { result, refusal } = await answerOrRefusal({ actor, query, at: clock.now() })
  const file = new URLSearchParams(Object.entries(address))
  return (
    <Page>
      <PageHeader
        title="Analytics"
        actions={
          result !== null && can(actor, 'exports.read') ? (
            <>
              <ButtonLink href={`/api/exports/analytics?${file}`} download>
                Export
              </ButtonLink>
              <ButtonLink href={`/api/exports/analytics?${file}&format=xlsx`} download>
                Spreadsheet
              </ButtonLink>
            </>
          ) : null
        }
      >
        One figure at a time, split and compared, from the same definitions that answers use. Days are accounting days.
      </PageHeader>
      <QuestionForm
        address={address}
        metrics={METRICS.map(({ id, label }) => ({ value: id, label }))}
        splits={[{ value: 'none', label: 'Nothing' }, ...DIMENSIONS.map(({ id, label }) => ({ value: id, label }))]}
        description={metricOf(address.metric).description}
        leftOut={leftOutWords(address, leftOut)}
        refusal={refusal}
      />
      {refusal === null || refusal.field === 'period' || refusal.field === 'currency' ? null : (
        <Banner tone="warn">{refusal.message}</Banner>
      )}
      {result === null ? null : <AnswerView result={result} />}
    </Page>
  )
}

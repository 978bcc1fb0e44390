import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CashTable } from '#components/days/cash-table.tsx'
import { CoverTable } from '#components/days/cover-table.tsx'
import { DayPill } from '#components/days/day-pill.tsx'
import { LateTable } from '#components/days/late-table.tsx'
import { SignDialog } from '#components/days/sign-dialog.tsx'
import { SignatureBanner } from '#components/days/signature-banner.tsx'
import { SourceTable } from '#components/days/source-table.tsx'
import { UnmatchedTable } from '#components/days/unmatched-table.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { addDays } from '#lib/entities/accounting-day.ts'
import { formatMoney } from '#lib/money/format.ts'
import { clock } from '#lib/platform/clock.ts'
import { openPoints } from '#lib/reconciliation/days/day-model.ts'
import { dayText } from '#lib/reconciliation/days/day-schema.ts'
import { readDayPage } from '#lib/reconciliation/days/read-day-page.ts'

export const metadata: Metadata = { title: 'Proof of a day' }

const WORDS = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeZone: 'UTC' })

export default async function DayProofPage({ params }: PageProps<'/close/days/[day]'>) {
  const actor = await requirePermission('close.read')
  const { data: day } = dayText.safeParse((await params).day)
  const at = clock.now()
  const page = day === undefined ? null : await readDayPage(actor, day, at)
  if (day === undefined || page === null) notFound()
  const { state, proof, signature, late, lateCount, sources, readingProblem, earlier, later } = page
  const { figures, token, readAt, isOver } = proof
  const words = WORDS.format(new Date(`${day}T00:00:00Z`))
  const points = openPoints(figures, (minor, currency) => formatMoney({ minor: BigInt(minor), currency }))
  const now = at.toISOString()
  return (
    <Page>
      <PageHeader
        title={words}
        aside={<DayPill state={state} />}
        actions={
          <>
            {earlier === null ? null : <ButtonLink href={`/close/days/${earlier}`}>Day before</ButtonLink>}
            {later === null ? null : <ButtonLink href={`/close/days/${later}`}>Day after</ButtonLink>}
            {signature === null && isOver && can(actor, 'day.sign') ? (
              <SignDialog day={day} words={words} token={token} points={points} />
            ) : null}
          </>
        }
      >
        The day of the books in {figures.timeZone}
        {isOver ? '' : ', so far'}. Stripe’s balance{' '}
        {readAt === null ? (
          'was not read since'
        ) : (
          <>
            was read <RelativeTime at={readAt} now={now} />
          </>
        )}
        {readingProblem === '' ? '.' : `; the last attempt could not be used: ${readingProblem}`}
      </PageHeader>
      {signature === null ? null : <SignatureBanner signature={signature} lateCount={lateCount} now={figures} />}
      {isOver && points.length > 0 && signature === null ? (
        <Banner tone="warn" title="The day does not add up">
          {points.map((point) => (
            <p key={point}>{point}</p>
          ))}
        </Banner>
      ) : null}
      {late.length === 0 ? null : (
        <Section title="Posted after signing">
          <LateTable lines={late} now={now} />
        </Section>
      )}
      <Section title={signature === null || lateCount === '0' ? 'Money at Stripe' : 'Money at Stripe, as it is now'}>
        <div className="grid gap-4 xl:grid-cols-2">
          {figures.cash.map((cash) => (
            <CashTable
              key={`${cash.code}${cash.subject}${cash.currency}`}
              day={day}
              before={addDays(day, -1)}
              cash={cash}
            />
          ))}
        </div>
      </Section>
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <Section title="Cover">
          <CoverTable day={day} covers={figures.cover} />
        </Section>
        <Section title="Bank lines without a match">
          <UnmatchedTable rows={figures.unmatched} />
        </Section>
      </div>
      <Section title="Sources now">
        <SourceTable sources={sources} now={now} />
      </Section>
    </Page>
  )
}

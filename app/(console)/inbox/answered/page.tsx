import type { Metadata } from 'next'
import { QuestionList } from '#components/inbox/question-list.tsx'
import { WeekTable } from '#components/inbox/week-table.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { requirePermission } from '#lib/access/actor.ts'
import { questionsOfWeek, weeksOfQuestions } from '#lib/conversations/deflection.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'

export const metadata: Metadata = { title: 'Answered by itself' }

export default async function AnsweredPage({ searchParams }: PageProps<'/inbox/answered'>) {
  const actor = await requirePermission('inbox.read')
  const { week: asked } = await searchParams
  const now = clock.now()
  const { weeks, week, questions } = await read(actor.scope, async (tx) => {
    const found = await weeksOfQuestions(tx, now)
    const chosen = found.find(({ week }) => week === asked)?.week ?? found[0]?.week ?? ''
    return { weeks: found, week: chosen, questions: await questionsOfWeek(tx, chosen, now) }
  })
  return (
    <Page>
      <PageHeader title="Answered by itself">
        Which share of sellers’ questions ended without a person. A question is a conversation with Ask in the portal,
        or one that a seller began here, unless it was closed as no question. A person had to do with it when it was
        handed over as a ticket, led to the inbox within two days, was answered by us or closed as answered. What has
        not ended counts for neither.
      </PageHeader>
      <WeekTable weeks={weeks} chosen={week} />
      <Section title={`The week of ${week}`}>
        <QuestionList questions={questions} now={now.toISOString()} timeZone={actor.entity.bookTimeZone} />
      </Section>
    </Page>
  )
}

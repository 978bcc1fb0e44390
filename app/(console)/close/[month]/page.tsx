import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FluxTable } from '#components/close/flux-table.tsx'
import { LockDialog } from '#components/close/lock-dialog.tsx'
import { PeriodPill } from '#components/close/period-pill.tsx'
import { RatesDialog } from '#components/close/rates-dialog.tsx'
import { RevaluationTable } from '#components/close/revaluation-table.tsx'
import { RevalueDialog } from '#components/close/revalue-dialog.tsx'
import { RollForwardTable } from '#components/close/roll-forward-table.tsx'
import { TaskList } from '#components/close/task-list.tsx'
import { Page, Section } from '#components/ui/page.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { can, requirePermission } from '#lib/access/actor.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { monthWords } from '#lib/ledger/periods/month-model.ts'
import { PERIOD_WORDS, type PeriodState } from '#lib/ledger/periods/period-model.ts'
import { clock } from '#lib/platform/clock.ts'
import { readClosePage } from '#lib/reconciliation/close/read-close-page.ts'

export const metadata: Metadata = { title: 'Close of a month' }

const NEXT: Readonly<Record<PeriodState, readonly PeriodState[]>> = {
  open: ['soft_locked'],
  soft_locked: ['open', 'hard_locked'],
  hard_locked: ['open'],
}

export default async function CloseMonthPage({ params }: PageProps<'/close/[month]'>) {
  const actor = await requirePermission('close.read')
  const { month } = await params
  const at = clock.now()
  const page = await readClosePage(actor, month, at)
  if (page === null) notFound()
  const { period, tasks, people, rolled, flux, revaluation } = page
  const canWork = can(actor, 'close.work')
  const canWorkTasks = canWork && period.state !== 'hard_locked'
  return (
    <Page>
      <PageHeader
        title={`Close of ${monthWords(month)}`}
        aside={<PeriodPill state={period.state} />}
        actions={canWork ? NEXT[period.state].map((to) => <LockDialog key={to} month={month} to={to} />) : null}
      >
        {PERIOD_WORDS[period.state].means} {tasks.filter(({ isDone }) => isDone).length} of {tasks.length} tasks are
        done. <TextLink href={`/close/days?month=${month}`}>Its days</TextLink>
      </PageHeader>
      <Section title="Tasks">
        <TaskList
          month={month}
          tasks={tasks}
          people={people}
          workerId={canWorkTasks ? actor.personId : null}
          today={accountingOn(actor.entity, at)}
        />
      </Section>
      <Section title="Roll-forward">
        <div className="grid gap-4 lg:grid-cols-2">
          {rolled.map((one) => (
            <RollForwardTable key={`${one.code}${one.currency}`} month={month} rolled={one} />
          ))}
        </div>
      </Section>
      <div id="revaluation">
        <Section
          title="Revaluation"
          actions={
            canWorkTasks ? (
              <div className="flex gap-2">
                <RatesDialog currency={actor.entity.functionalCurrency} />
                {revaluation.rows.some(({ toPost }) => toPost.minor !== '0') ? <RevalueDialog month={month} /> : null}
              </div>
            ) : null
          }
        >
          <RevaluationTable month={month} {...revaluation} />
        </Section>
      </div>
      <div id="flux">
        <Section title="Changes against the month before">
          <FluxTable month={month} rows={flux} canWork={canWorkTasks} />
        </Section>
      </div>
    </Page>
  )
}

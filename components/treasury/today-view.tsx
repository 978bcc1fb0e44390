import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { MoneyText } from '#components/money/money-text.tsx'
import { PayoutsTodaySection } from '#components/payouts/payouts-today.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Figure, Figures } from '#components/ui/figure.tsx'
import { Section, Split } from '#components/ui/page.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { NextProposal, Today, Waiting } from '#lib/treasury/today.ts'

type TodayViewProps = {
  readonly today: Today
  readonly now: string
  readonly isPaused: boolean
  /** Whether today's money adds up so far. */
  readonly proof: ReactNode
}

/** The start page: what needs me first, then whether the money is there and the books hold. */
export function TodayView({ today, now, isPaused, proof }: TodayViewProps) {
  const { events } = today
  return (
    <>
      {isPaused ? (
        <Banner tone="warn" title="All executions are paused">
          Approvals are kept; nothing leaves until two people release the pause.
        </Banner>
      ) : null}
      <Figures>
        <Figure
          label="Needs approval"
          value={today.needsApproval.count}
          note={<Totals of={today.needsApproval} none="Nobody waits for you" />}
          tone={today.needsApproval.count > 0 ? 'warn' : 'plain'}
          href="/approvals"
        />
        <Figure
          label="Failed or unknown"
          value={today.troubled.count}
          note={<Totals of={today.troubled} none="Every transfer has a known end" />}
          tone={today.troubled.count > 0 ? 'bad' : 'plain'}
          href="/approvals?state=failed"
        />
        <Figure
          label="Executed today"
          value={today.executedToday.count}
          note={<Totals of={today.executedToday} none="Nothing yet" />}
          href="/approvals?state=executed"
        />
        <Figure
          label="Open tickets"
          value={today.openTicketCount}
          note={today.openTicketCount === 0 ? 'Nothing waits for work' : 'By the day they are due'}
          tone={today.openTicketCount > 0 ? 'warn' : 'plain'}
          href="/tickets"
        />
        <Figure
          label="Events in trouble"
          value={events.parked + events.failed}
          note={events.waiting === 0 ? 'None is waiting' : `${events.waiting} waiting for the worker`}
          tone={events.failed > 0 ? 'bad' : events.parked > 0 ? 'warn' : 'plain'}
          href="/events?state=failed"
        />
      </Figures>
      {proof}
      <Split
        aside={
          <>
            <PayoutsTodaySection payouts={today.payouts} />
            <Proofs today={today} now={now} />
          </>
        }
      >
        <Section title="Next for approval" actions={<TextLink href="/approvals">All approvals</TextLink>}>
          {today.next.length === 0 ? (
            <EmptyState title="Nothing needs approval">
              Transfers over the limit and to new sellers appear here as soon as a payment is settled.
            </EmptyState>
          ) : (
            <ul className="divide-y divide-line rounded-md border border-line bg-surface-raised">
              {today.next.map((proposal) => (
                <Next key={proposal.id} proposal={proposal} now={now} />
              ))}
            </ul>
          )}
        </Section>
        <Section title="Tickets" actions={<TextLink href="/tickets">All tickets</TextLink>}>
          {today.tickets.length === 0 ? (
            <EmptyState title="No open ticket">
              A settlement whose check fails pauses and opens one, with the next step.
            </EmptyState>
          ) : (
            <ul className="divide-y divide-line rounded-md border border-line bg-surface-raised">
              {today.tickets.map((ticket) => (
                <li key={ticket.id}>
                  <Link
                    prefetch={false}
                    href={`/tickets/${ticket.id}` as Route}
                    className="block px-4 py-2.5 hover:bg-surface-hover"
                  >
                    <span className="flex flex-wrap items-baseline justify-between gap-x-4">
                      <span className="font-medium">{ticket.title}</span>
                      <span className="text-ink-3 text-sm">
                        <RelativeTime at={ticket.openedAt} now={now} />
                      </span>
                    </span>
                    <span className="block text-ink-2 text-sm">{ticket.action}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Section>
      </Split>
    </>
  )
}

function Next({ proposal, now }: { readonly proposal: NextProposal; readonly now: string }) {
  return (
    <li>
      <Link
        prefetch={false}
        href={`/approvals/${proposal.id}` as Route}
        className="block px-4 py-2.5 hover:bg-surface-hover"
      >
        <span className="flex items-baseline justify-between gap-4">
          <span className="min-w-0 break-words font-medium">{proposal.summary}</span>
          <span className="figures shrink-0 font-medium">
            {proposal.amount.minor === '0' ? null : <MoneyText amount={proposal.amount} />}
          </span>
        </span>
        <span className="flex flex-wrap items-baseline justify-between gap-x-4 text-ink-2 text-sm">
          <span>{proposal.reason}</span>
          <span className="text-ink-3">
            expires <RelativeTime at={proposal.expiresAt} now={now} />
          </span>
        </span>
      </Link>
    </li>
  )
}

function Proofs({ today, now }: { readonly today: Today; readonly now: string }) {
  const violated = today.invariants.filter((run) => run.outcome === 'violated')
  const unclear = today.invariants.filter((run) => run.outcome === 'not_comparable')
  const latest = today.invariants
    .map((run) => String(run.checkedAt))
    .sort()
    .at(-1)
  return (
    <Section title="Proofs" actions={<TextLink href="/ledger/invariants">All proofs</TextLink>}>
      <div className="flex flex-col gap-2 rounded-md border border-line bg-surface-raised px-4 py-3 text-sm">
        {today.invariants.length === 0 ? (
          <p className="text-ink-2">Not checked yet. The worker checks every 15 minutes.</p>
        ) : (
          <>
            <p className="flex items-center gap-2">
              <Pill tone={violated.length > 0 ? 'bad' : unclear.length > 0 ? 'wait' : 'good'}>
                {violated.length > 0 ? 'violated' : unclear.length > 0 ? 'partly not comparable' : 'the books hold'}
              </Pill>
              {latest === undefined ? null : (
                <span className="text-ink-3">
                  checked <RelativeTime at={latest} now={now} />
                </span>
              )}
            </p>
            {violated.length + unclear.length === 0 ? (
              <p className="text-ink-2">{`All ${today.invariants.length} promises about the books hold, Stripe’s balance among them.`}</p>
            ) : (
              <ul className="flex flex-col gap-1 text-ink-2">
                {[...violated, ...unclear].map((run) => (
                  <li key={run.name}>{run.reason}</li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </Section>
  )
}

function Totals({ of, none }: { readonly of: Waiting; readonly none: string }) {
  if (of.totals.length === 0) return none
  return of.totals.map((total, index) => (
    <span key={total.currency}>
      {index > 0 ? ' · ' : ''}
      <MoneyText amount={total} />
    </span>
  ))
}

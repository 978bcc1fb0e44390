import { CopyId } from '#components/ui/copy-id.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { Section } from '#components/ui/page.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Timeline } from '#components/ui/timeline.tsx'
import type { ProposalDetail } from '#lib/approvals/get-proposal.ts'
import { isConfiguration } from '#lib/approvals/model.ts'
import { CheckList } from './check-list.tsx'
import { EffectList } from './effect-list.tsx'

type Props = { readonly proposal: ProposalDetail; readonly now: string }

/** What it is and how it came about: reasons, checks, effects, exact arguments. */
export function ProposalFacts({ proposal }: Props) {
  return (
    <>
      <Section title={proposal.policyDecision === 'automatic' ? 'Why it went by itself' : 'Why it needs a person'}>
        <ul className="flex flex-col gap-1">
          {proposal.reasons.map((reason) => (
            <li key={reason.rule}>{reason.sentence}</li>
          ))}
        </ul>
        <p className="text-ink-3 text-sm">{`Policy version ${proposal.policyVersion}.`}</p>
      </Section>
      <Section title={isConfiguration(proposal.kind) ? 'Why it is asked for' : 'How the amount came about'}>
        <p className="whitespace-pre-line text-ink-2">{proposal.reasoning}</p>
      </Section>
      <Section title="Checks">
        <CheckList checks={proposal.checks} />
      </Section>
      {proposal.effects.length === 0 ? null : (
        <Section title="What changes">
          <EffectList effects={proposal.effects} />
        </Section>
      )}
      <Section title="Exact arguments">
        <Facts
          wide
          facts={proposal.argumentFields.map(({ field, value }) => ({
            label: field,
            value: <span className="break-all font-mono text-sm">{value || '–'}</span>,
          }))}
        />
        <p className="break-all text-ink-3 text-sm">
          Approved and executed to the letter: SHA-256 <span className="font-mono">{proposal.argumentsHash}</span>
        </p>
      </Section>
    </>
  )
}

/** Attempts at Stripe, newest first, with what Stripe answered. */
export function ProposalExecutions({ proposal, now }: Props) {
  if (proposal.executions.length === 0) return null
  return (
    <Section title={isConfiguration(proposal.kind) ? 'Carried out' : 'At Stripe'}>
      {proposal.executions.map((execution) => (
        <div key={execution.attempt} className="rounded-md border border-line bg-surface-raised px-4 py-3">
          <Facts
            facts={[
              { label: `Attempt ${execution.attempt}`, value: execution.state.replaceAll('_', ' ') },
              { label: 'Sent', value: <RelativeTime at={execution.claimedAt} now={now} /> },
              ...(execution.providerObjectId === ''
                ? []
                : [{ label: 'Made', value: <CopyId id={execution.providerObjectId} noun="id" /> }]),
              ...(execution.errorMessage === ''
                ? []
                : [
                    {
                      label: isConfiguration(proposal.kind) ? 'Refused' : 'Stripe said',
                      value: execution.errorMessage,
                    },
                  ]),
              ...(execution.errorCode === '' ? [] : [{ label: 'Code', value: execution.errorCode }]),
              ...(execution.requestId === ''
                ? []
                : [{ label: 'Request', value: <CopyId id={execution.requestId} noun="Stripe request id" /> }]),
              { label: 'Idempotency key', value: <CopyId id={execution.idempotencyKey} noun="idempotency key" /> },
            ]}
          />
        </div>
      ))}
    </Section>
  )
}

/** People and machine, newest first. */
export function ProposalTimeline({ proposal, now }: Props) {
  const time = (at: string) => <RelativeTime at={at} now={now} />
  const entries = [
    {
      id: 'proposed',
      by: proposal.proposedBy === 'the system' ? ('system' as const) : ('person' as const),
      title: `Proposed by ${proposal.proposedBy}`,
      at: proposal.proposedAt,
      detail: '',
    },
    ...proposal.decisions.map((decision) => ({
      id: `decided ${decision.personName} ${decision.at}`,
      by: 'person' as const,
      title: `${decision.personName} ${decision.verdict === 'approve' ? 'approved' : 'rejected'}${decision.onBehalfOf === '' ? '' : ` in place of ${decision.onBehalfOf}`}`,
      at: decision.at,
      detail: decision.comment,
    })),
    ...proposal.executions.map((execution) => ({
      id: `attempt ${execution.attempt}`,
      by: 'system' as const,
      title: `Attempt ${execution.attempt}: ${execution.state.replaceAll('_', ' ')}`,
      at: execution.finishedAt ?? execution.claimedAt,
      detail: execution.errorMessage,
    })),
  ].sort((left, right) => (left.at < right.at ? 1 : -1))
  return (
    <Section title="What happened">
      <Timeline entries={entries.map(({ id, by, title, at, detail }) => ({ id, by, title, time: time(at), detail }))} />
    </Section>
  )
}

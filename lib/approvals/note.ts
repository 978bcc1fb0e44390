import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import type { Proposal } from './proposal.ts'

type About = Pick<Proposal, 'subjectKind' | 'subjectId' | 'sellerId' | 'evidence'>

/** `kind:id` of everything a proposal is about, for the audit trail. */
export const refsOf = ({ subjectKind, subjectId, sellerId, evidence }: About): string[] => [
  `${subjectKind}:${subjectId}`,
  ...(sellerId === '' ? [] : [`seller:${sellerId}`]),
  ...evidence.map((link) => `${link.kind}:${link.id}`),
]

type Note = {
  readonly action: string
  readonly after: string
  readonly sentence: string
  readonly requestId?: string
  readonly more?: readonly string[]
  readonly at: Date
}

/** What the machine did with a proposal, in the audit trail. */
export function note(
  tx: Sql,
  proposal: Proposal,
  { action, after, sentence, requestId = '', more = [], at }: Note,
): Promise<void> {
  return recordAudit(tx, {
    actor: SYSTEM_ACTOR,
    action,
    subject: { kind: 'proposal', id: proposal.id },
    before: { state: proposal.state },
    after: { state: after, ...(requestId === '' ? {} : { stripeRequest: requestId }) },
    note: sentence,
    refs: [...refsOf(proposal), ...more],
    at,
  })
}

/** Whatever a proposal came to, the settlement it was for looks again. */
export async function enqueueSettle(
  tx: Sql,
  { subjectKind, subjectId }: Pick<Proposal, 'subjectKind' | 'subjectId'>,
): Promise<void> {
  if (subjectKind === 'settlement') await enqueue(tx, 'settle', { settlementId: subjectId }, { key: subjectId })
}

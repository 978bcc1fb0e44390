import { DAY } from '../core/clock.ts'
import { invalid, refused } from '../core/failure.ts'
import type { DisputeRow } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { recordEvent } from '../webhooks/record-event.ts'

const APPEAL_DAYS = 9

/** Evidence of this word is refused by the bank, and the network lets it be asked once more. Ours: Stripe's test mode has none. */
export const APPEALABLE = 'appealable_evidence'

/**
 * The bank decided for the buyer, and the dispute may be appealed: Stripe's status `appeal_needs_response`, with a deadline of its own.
 * The money stays where it is until the appeal is over.
 */
export function openAppeal(world: World, account: string, dispute: DisputeRow): DisputeRow {
  if (dispute.status !== 'under_review' && dispute.status !== 'lost') {
    throw refused('dispute_not_open', `Dispute ${dispute.id} is ${dispute.status}: there is nothing to appeal.`)
  }
  const dueBy = world.now() + APPEAL_DAYS * DAY
  const opened = world.store.update('dispute', dispute, {
    status: 'appeal_needs_response',
    evidence_details: { ...dispute.evidence_details, due_by: dueBy, past_due: false },
  })
  recordEvent(world, account, 'charge.dispute.updated', 'dispute', opened, { status: dispute.status })
  schedule(world, dueBy, 'dispute_due', account, dispute.id)
  return opened
}

/** An appeal has a reason or documents of its own (`evidence[appeal][card]`). */
export function requireGrounds({ evidence }: DisputeRow): void {
  const { reason_for_filing: reason, supporting_files: files } = evidence.appeal?.card ?? {}
  if ((reason ?? '') === '' && (files ?? []).length === 0)
    throw invalid('An appeal needs a reason for filing, or supporting files.', 'evidence[appeal][card]')
}

/** What an appeal says of how it will be decided, as evidence does. */
export const appealSays = ({ evidence }: DisputeRow): string => evidence.appeal?.card?.reason_for_filing ?? ''

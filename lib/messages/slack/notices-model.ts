/** What a channel of operators may be told. Pure. */

export const NOTICES = ['approval_waiting', 'payout_failed', 'dispute_due', 'health_alert', 'day_not_tied'] as const
export type Notice = (typeof NOTICES)[number]

type Look = { readonly name: string; readonly when: string; readonly path: `/${string}` }

export const NOTICE_LOOKS: Readonly<Record<Notice, Look>> = {
  approval_waiting: { name: 'Approvals waiting', when: 'Somebody has to decide about a proposal.', path: '/approvals' },
  payout_failed: { name: 'Payout failed', when: 'A bank sent a payout back.', path: '/payouts' },
  dispute_due: { name: 'Dispute due soon', when: 'Evidence is due within 48 hours.', path: '/disputes' },
  health_alert: { name: 'Health alert', when: 'An alert about a seller was raised.', path: '/health' },
  day_not_tied: {
    name: 'Day not tied out',
    when: 'The books of an ended day do not agree with Stripe.',
    path: '/close',
  },
}

/** Every queue of the product: what its jobs do, and how failures are tried again. */
export const QUEUES = {
  /** Post mirrored balance transactions that are queued. */
  'post-ledger': { retryLimit: 10 },
  /** Converge one settlement source. */
  settle: { retryLimit: 10 },
  /** Carry out one approved proposal. */
  execute: { retryLimit: 5 },
  /** Look an unknown outcome up at Stripe. */
  lookup: { retryLimit: 20 },
  /** Read the lines of payouts that Stripe has itemised, and tie out what changed. */
  'tie-out': { retryLimit: 10 },
  /** Match what is expected with what banks and records show, and find what does not tie out. */
  match: { retryLimit: 3 },
  /** Import what lies in the bank's folder, and look again for sellers of records. */
  sources: { retryLimit: 1 },
  /** Sweep every account for what webhooks missed. */
  sweep: { retryLimit: 3 },
  invariants: { retryLimit: 3 },
  /** The same over everything that was ever posted, once a night. */
  'invariants-all': { retryLimit: 1 },
  seal: { retryLimit: 3 },
  /** Expire approvals nobody gave. */
  expire: { retryLimit: 3 },
  /** Deliver what is due in the outbox. */
  deliver: { retryLimit: 3 },
  /** Put what operators' channel wants to know into the outbox. */
  notices: { retryLimit: 1 },
  /** Read tickets back from the operators' own system. */
  'poll-tickets': { retryLimit: 1 },
  /** Try again what waited for funds. */
  funds: { retryLimit: 3 },
  /** Add up the days that changed, for analytics. */
  count: { retryLimit: 3 },
  /** Score sellers, look for what is odd, and bring alerts back. */
  health: { retryLimit: 3 },
  /** Issue what sellers' ended months lack of statements. */
  statements: { retryLimit: 1 },
  /** Forecast the platform's balance, and count the days that forecasts are held against. */
  forecast: { retryLimit: 1 },
  /** Bring sellers on the way in up to date: one by its id, or all that are under way. */
  onboarding: { retryLimit: 5 },
  /** Make policies, help and past tickets findable. */
  index: { retryLimit: 1 },
} as const satisfies Record<string, { retryLimit: number }>

export type QueueName = keyof typeof QUEUES

/** Options each queue is created with, by `migrate`, as the database's owner. Short policy: one waiting job per key. */
export function queueOptions(queue: QueueName) {
  return {
    policy: 'short' as const,
    retryLimit: QUEUES[queue].retryLimit,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 300,
    deleteAfterSeconds: 86_400,
  }
}

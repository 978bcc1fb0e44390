/** What Stripe says an account holds of one balance type in one currency, minor units. */
export type StripeFunds = {
  /** payments | issuing | refund_and_dispute_prefunding | connect_reserved | … */
  readonly balanceType: string
  readonly currency: string
  readonly availableMinor: bigint
  readonly pendingMinor: bigint
}

/**
 * An account's balance read twice with the newest transactions read in between. Only when nothing changed meanwhile does
 * it say what the ledger must hold.
 */
export type BalanceSnapshot = {
  readonly account: string
  /** The product's present when it was taken. */
  readonly takenAt: Date
  readonly before: readonly StripeFunds[]
  readonly after: readonly StripeFunds[]
  /** The newest balance transactions, newest first: the watermark. */
  readonly newest: readonly { readonly id: string; readonly createdAt: Date }[]
  /** Why it could not be read, in a sentence; empty when it was. */
  readonly problem: string
}

/** How an account's balance is asked for; the provider's folder knows how. */
export type BalanceReader = {
  readonly funds: (account: string) => Promise<readonly StripeFunds[]>
  readonly newest: (
    account: string,
    limit: number,
  ) => Promise<readonly { readonly id: string; readonly createdAt: Date }[]>
}

/** Enough to cover what one second can bring and what a worker may lag behind. */
const NEWEST_MAX = 100

/** Balance, list, balance again. A failing read makes the snapshot say so instead of ending the run. */
export async function takeSnapshot(reader: BalanceReader, account: string, takenAt: Date): Promise<BalanceSnapshot> {
  try {
    const before = await reader.funds(account)
    const newest = await reader.newest(account, NEWEST_MAX)
    return { account, takenAt, before, newest, after: await reader.funds(account), problem: '' }
  } catch (error) {
    const problem = `Stripe could not be asked (${error instanceof Error ? error.message : String(error)}).`
    return { account, takenAt, before: [], newest: [], after: [], problem }
  }
}

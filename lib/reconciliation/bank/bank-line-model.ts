import type { WireMoney } from '#lib/money/money.ts'

/** How a line stands: `other` does not name Stripe, so nothing is expected of it. */
export const LINE_STANDINGS = { open: 'unmatched', matched: 'matched', other: 'not Stripe’s' } as const
type LineStanding = keyof typeof LINE_STANDINGS

export type BankLineRow = {
  readonly id: string
  readonly accountId: string
  readonly accountName: string
  readonly bookedOn: string
  readonly valueOn: string | null
  readonly amount: WireMoney
  readonly reference: string
  readonly counterparty: string
  readonly bankReference: string
  readonly fileId: string
  readonly lineNo: number
  readonly standing: LineStanding
}

/** A connected account under our own id, with what Stripe last said about it. */
export type Seller = {
  readonly id: string
  readonly stripeAccount: string
  readonly name: string
  readonly email: string
  readonly country: string
  readonly defaultCurrency: string
  readonly chargesEnabled: boolean
  readonly payoutsEnabled: boolean
  /** active | inactive | pending | none */
  readonly transfersStatus: string
  readonly disabledReason: string
  readonly accountCreatedAt: Date
  readonly chargesEnabledAt: Date | null
  readonly firstSaleAt: Date | null
}

/** Since when the seller counts as one: the latest of account created, charges enabled and first sale, as far as they happened. */
export function sellerSince(seller: Pick<Seller, 'accountCreatedAt' | 'chargesEnabledAt' | 'firstSaleAt'>): Date {
  const instants = [seller.accountCreatedAt, seller.chargesEnabledAt, seller.firstSaleAt]
  return instants.reduce<Date>((latest, at) => (at !== null && at > latest ? at : latest), seller.accountCreatedAt)
}

/** Why Stripe would not take a transfer to this account, in words; null when it would. */
export function restrictionOf(seller: Pick<Seller, 'disabledReason' | 'transfersStatus'>): string | null {
  if (seller.disabledReason !== '') return `Stripe has restricted the account (${seller.disabledReason}).`
  if (seller.transfersStatus !== 'active')
    return `The account cannot receive transfers (capability ${seller.transfersStatus}).`
  return null
}

/** On whose behalf Stripe is called: the entity pays for the call's rate, the account owns what is asked for. */
export type Caller = {
  readonly entityId: string
  readonly livemode: boolean
  /** The platform's own account. */
  readonly platform: string
  /** The platform's own account, or a connected one. */
  readonly account: string
}

type CallingEntity = { readonly id: string; readonly livemode: boolean; readonly stripeAccount: string }

export const callerFor = (entity: CallingEntity, account: string = entity.stripeAccount): Caller => ({
  entityId: entity.id,
  livemode: entity.livemode,
  platform: entity.stripeAccount,
  account,
})

import { Refusal } from '#lib/platform/refusal.ts'

export const noPayout = () =>
  new Refusal({ code: 'payouts.not_found', status: 404, message: 'There is no such payout.' })

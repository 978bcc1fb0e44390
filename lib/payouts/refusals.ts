import { Refusal } from '#lib/platform/refusal.ts'

export const noPayout = () =>
  new Refusal({ code: 'payouts.not_found', status: 404, message: 'There is no such payout.' })

export const thresholdUnchanged = () =>
  new Refusal({
    code: 'payouts.threshold_unchanged',
    status: 409,
    message: 'This is the threshold already in force: nothing would change.',
  })

import { Refusal } from '#lib/platform/refusal.ts'

export const backfillUnderWay = () =>
  new Refusal({
    code: 'backfill.under_way',
    status: 409,
    message: 'Stripe is being read already. Wait until it is done, or pause it first.',
  })

export const noBackfill = () =>
  new Refusal({ code: 'backfill.none', status: 404, message: 'Nothing is being read. Reload the page.' })

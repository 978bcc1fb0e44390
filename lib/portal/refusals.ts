import { Refusal } from '#lib/platform/refusal.ts'

export const noSuchSeller = () =>
  new Refusal({ code: 'portal.no_seller', status: 404, message: 'There is no such seller. Reload the page.' })

export const noSuchPayout = () =>
  new Refusal({ code: 'portal.no_payout', status: 404, message: 'There is no such payout.' })

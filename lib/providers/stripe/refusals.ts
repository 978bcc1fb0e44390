import { Refusal } from '#lib/platform/refusal.ts'

export const badSignature = () =>
  new Refusal({
    code: 'events.bad_signature',
    status: 400,
    message: 'The signature does not match. Check the signing secret of this endpoint.',
  })

export const staleSignature = () =>
  new Refusal({
    code: 'events.stale_signature',
    status: 400,
    message: 'The signature is older or newer than five minutes. Check the clocks, or have Stripe deliver again.',
  })

export const notReadable = () =>
  new Refusal({ code: 'events.not_readable', status: 400, message: 'The body is no event of Stripe.' })

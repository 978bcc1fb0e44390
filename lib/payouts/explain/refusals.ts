import { Refusal } from '#lib/platform/refusal.ts'

export const noSuchSubject = () =>
  new Refusal({
    code: 'payouts.nothing_to_explain',
    status: 404,
    message: 'There is nothing of a seller’s here to explain.',
  })

export const noAddress = (name: string) =>
  new Refusal({
    code: 'payouts.no_address',
    status: 422,
    message: `No address of ${name} is known: Stripe has none on the account.`,
  })

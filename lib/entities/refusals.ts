import { Refusal } from '#lib/platform/refusal.ts'

export const noEntity = () =>
  new Refusal({
    code: 'entities.none',
    status: 503,
    message: 'No Stripe account has been read yet: start the product once with `npm start` and let it load first data.',
  })

import { Refusal } from '#lib/platform/refusal.ts'

export const noSuchSeller = () =>
  new Refusal({ code: 'sellers.not_found', status: 404, message: 'There is no such seller.' })

export const alreadyHeld = () =>
  new Refusal({
    code: 'sellers.already_held',
    status: 409,
    message: 'This seller is held already. Lift that hold first.',
  })

export const notHeld = () =>
  new Refusal({ code: 'sellers.not_held', status: 409, message: 'This hold was lifted already.' })

import { Refusal } from '#lib/platform/refusal.ts'

export const signInFirst = () =>
  new Refusal({ code: 'access.signed_out', status: 401, message: 'Your session has ended. Sign in again.' })

export const notAllowed = () =>
  new Refusal({
    code: 'access.not_allowed',
    status: 403,
    message: 'Your role does not allow this. Ask an administrator for another role.',
  })

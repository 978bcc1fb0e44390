import { Refusal } from '#lib/platform/refusal.ts'

export const signInFirst = () =>
  new Refusal({ code: 'access.signed_out', status: 401, message: 'Your session has ended. Sign in again.' })

export const notAllowed = () =>
  new Refusal({
    code: 'access.not_allowed',
    status: 403,
    message: 'Your role does not allow this. Ask an administrator for another role.',
  })

export const onlyLooking = () =>
  new Refusal({
    code: 'access.only_looking',
    status: 403,
    message: 'You look at this portal as the seller sees it: nothing can be changed here.',
  })

export const notJson = (cause: unknown) =>
  new Refusal(
    { code: 'access.not_json', status: 400, message: 'The body is not JSON. Send what the documentation shows.' },
    { cause },
  )

export const unstorable = (cause: unknown) =>
  new Refusal(
    {
      code: 'access.zero_character',
      status: 422,
      message: 'The text holds a zero character, which cannot be stored. Type it again.',
    },
    { cause },
  )

export const bodyTooLarge = () =>
  new Refusal({ code: 'access.too_large', status: 413, message: 'The body is larger than 1 MB. Send less at once.' })

import { Refusal } from '#lib/platform/refusal.ts'

export const noSuchSeller = () =>
  new Refusal({ code: 'portal.no_seller', status: 404, message: 'There is no such seller. Reload the page.' })

export const noSuchPayout = () =>
  new Refusal({ code: 'portal.no_payout', status: 404, message: 'There is no such payout.' })

export const cannotInvite = () =>
  new Refusal({
    code: 'portal.cannot_invite',
    status: 409,
    message: 'This address cannot be invited. Use another one.',
    field: 'email',
  })

export const notYourself = () =>
  new Refusal({ code: 'portal.not_yourself', status: 409, message: 'You cannot take your own access away.' })

export const nothingAsked = () =>
  new Refusal({ code: 'portal.nothing_asked', status: 409, message: 'Ask something first.' })

export const noMailAddress = () =>
  new Refusal({
    code: 'portal.no_mail_address',
    status: 409,
    message: 'No address is known to write to, so there is nothing to stop.',
  })

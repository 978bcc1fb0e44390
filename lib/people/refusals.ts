import { Refusal } from '#lib/platform/refusal.ts'

/** One sentence for every wrong sign-in: it never tells whether the address is known. */
export const wrongPassword = () =>
  new Refusal({
    code: 'people.wrong_password',
    status: 401,
    message: 'Address and password do not match. Check both, or ask an administrator for a new link.',
  })

export const tooManyAttempts = (minutes: number) =>
  new Refusal({
    code: 'people.too_many_attempts',
    status: 429,
    message: `Too many attempts. Wait ${minutes} minutes, then try again.`,
    detail: { minutes },
  })

export const linkNotUsable = () =>
  new Refusal({
    code: 'people.link_not_usable',
    status: 404,
    message: 'This link was used or has expired. Ask an administrator for a new one.',
  })

export const signInLinkNotUsable = () =>
  new Refusal({
    code: 'people.sign_in_link',
    status: 404,
    message: 'This link was used or has expired. Ask for a new one.',
  })

export const emailTaken = () =>
  new Refusal({
    code: 'people.email_taken',
    status: 409,
    message: 'Somebody with this address has access already. Change their roles instead.',
    field: 'email',
  })

export const lastAdministrator = () =>
  new Refusal({
    code: 'people.last_administrator',
    status: 409,
    message: 'This is the last administrator. Make somebody else one first.',
  })

export const notYourself = () =>
  new Refusal({
    code: 'people.not_yourself',
    status: 409,
    message: 'You cannot change your own roles or access. Ask another administrator.',
  })

export const noInvitation = () =>
  new Refusal({
    code: 'people.no_invitation',
    status: 404,
    message: 'This invitation was used, withdrawn or has expired. Reload the page.',
  })

export const noPerson = () =>
  new Refusal({ code: 'people.none', status: 404, message: 'There is no such person. Reload the page.' })

export const sayWhoYouAre = () =>
  new Refusal({
    code: 'people.say_who',
    status: 400,
    message: 'Write your name and the address you will sign in with: nobody is known here yet.',
    field: 'email',
  })

export const wrongCurrentPassword = () =>
  new Refusal({
    code: 'people.wrong_current_password',
    status: 403,
    message: 'This is not your password. Try again, or ask an administrator for a reset link.',
    field: 'current',
  })

export const exceptionNeeded = () =>
  new Refusal({
    code: 'people.exception_needed',
    status: 422,
    message:
      'Who manages people should not release money. Say in a sentence why both are needed; it is kept on record.',
    field: 'exception',
  })

export const grantPending = (name: string) =>
  new Refusal({
    code: 'people.grant_pending',
    status: 409,
    message: `Roles of ${name} wait for a second person already. Decide about those first.`,
  })

export const accessEnded = () =>
  new Refusal({
    code: 'people.access_ended',
    status: 403,
    message: 'Your access was given until a day that has passed. Ask an administrator to give it again.',
  })

export const expiryNeeded = () =>
  new Refusal({
    code: 'people.expiry_needed',
    status: 422,
    message: 'An auditor’s access ends on a day. Choose one after today, within a year.',
    field: 'expiresOn',
  })

export const tooManyViews = (max: number): Refusal =>
  new Refusal({
    code: 'people.too_many_views',
    status: 409,
    message: `You keep ${max} views of this list already. Remove one, then save this.`,
  })

export const addressNotVerified = () =>
  new Refusal({
    code: 'people.address_not_verified',
    status: 403,
    message:
      'Your company’s sign-in did not say that your address is yours (email_verified). Ask whoever runs it, or sign in with a password.',
  })

export const addressOfAnother = () =>
  new Refusal({
    code: 'people.address_of_another',
    status: 403,
    message:
      'Tieout knows your address as somebody else’s of your company’s sign-in. Ask an administrator of Tieout: resetting the password there lets you in.',
  })

export const notKnownHere = () =>
  new Refusal({
    code: 'people.not_known_here',
    status: 403,
    message:
      'Your company’s sign-in knows you, Tieout does not. Ask an administrator of Tieout to invite your address.',
  })

export const noGroupHere = () =>
  new Refusal({
    code: 'people.no_group_here',
    status: 403,
    message: 'None of your groups has a role in Tieout. Ask whoever runs your company’s sign-in.',
  })

export const groupsTooMuch = () =>
  new Refusal({
    code: 'people.groups_too_much',
    status: 403,
    message:
      'Your groups would let you manage people and release money, which nobody may do alone. Ask whoever runs your company’s sign-in.',
  })

export const accessDeactivated = () =>
  new Refusal({
    code: 'people.deactivated',
    status: 403,
    message: 'Your access to Tieout was ended. Ask an administrator of Tieout.',
  })

import { Refusal } from '#lib/platform/refusal.ts'

export const noSuchOnboarding = () =>
  new Refusal({ code: 'onboarding.none', status: 404, message: 'There is no such invitation. Reload the page.' })

export const addressTaken = (message: string) =>
  new Refusal({ code: 'onboarding.address_taken', status: 409, message, field: 'email' })

export const noSuchTemplate = (name: string) =>
  new Refusal({
    code: 'onboarding.no_template',
    status: 422,
    message: `There is no template “${name}”. Choose one of the list.`,
    field: 'template',
  })

export const templateUnusable = (message: string) =>
  new Refusal({ code: 'onboarding.template_unusable', status: 422, message, field: 'contractId' })

export const templateUnchanged = () =>
  new Refusal({
    code: 'onboarding.template_unchanged',
    status: 409,
    message: 'The template of this name holds these terms already.',
    field: 'name',
  })

export const unusableList = (message: string) =>
  new Refusal({ code: 'onboarding.unusable_list', status: 422, message, field: 'text' })

export const notInvitedAnyMore = () =>
  new Refusal({
    code: 'onboarding.not_invited',
    status: 409,
    message: 'The seller accepted, or the invitation was revoked. Reload the page.',
  })

export const invitationNotUsable = () =>
  new Refusal({
    code: 'onboarding.not_usable',
    status: 409,
    message: 'This invitation was used, withdrawn or has expired. Sign in, or ask for a new one.',
  })

export const noAccountYet = () =>
  new Refusal({
    code: 'onboarding.no_account',
    status: 409,
    message: 'Stripe has not opened the account yet. Try again in a moment.',
  })

export const termsChanged = () =>
  new Refusal({
    code: 'onboarding.terms_changed',
    status: 409,
    message: 'The terms are other ones now. Load the page again and read them first.',
  })

export const termsInWork = () =>
  new Refusal({
    code: 'onboarding.terms_in_work',
    status: 409,
    message: 'The terms are being changed. You can accept them when that is done.',
  })

export const agreedAlready = () =>
  new Refusal({ code: 'onboarding.agreed', status: 409, message: 'The terms were accepted already.' })

export const noDeviation = () =>
  new Refusal({
    code: 'onboarding.no_deviation',
    status: 409,
    message:
      'This check cannot be let pass: it is in order, it found something else meanwhile, or Stripe itself refuses.',
  })

export const checksOpen = () =>
  new Refusal({
    code: 'onboarding.checks_open',
    status: 409,
    message: 'Checks are open. Settle each of them first.',
  })

export const nothingToReview = () =>
  new Refusal({
    code: 'onboarding.nothing_to_review',
    status: 409,
    message: 'This payment was decided already, or there is none. Reload the page.',
  })

export const noReminder = () =>
  new Refusal({
    code: 'onboarding.no_reminder',
    status: 409,
    message: 'Nothing waits for the seller, or a reminder went out within the last day.',
  })

export const settingsChanged = () =>
  new Refusal({
    code: 'onboarding.settings_changed',
    status: 409,
    message: 'Somebody changed this meanwhile. Load the page again and look at theirs first.',
  })

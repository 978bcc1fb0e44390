import { Refusal } from '#lib/platform/refusal.ts'

export const contractExists = () =>
  new Refusal({
    code: 'contracts.exists',
    status: 409,
    message: 'This seller has a contract already. Add a version to it.',
  })

export const noSuchContract = () =>
  new Refusal({ code: 'contracts.not_found', status: 404, message: 'There is no such contract.' })

export const unusableVersion = (message: string, field: string) =>
  new Refusal({ code: 'contracts.unusable_version', status: 422, message, field })

export const draftIsSubmitted = () =>
  new Refusal({
    code: 'contracts.draft_submitted',
    status: 409,
    message: 'This draft waits for approval. Have its proposal rejected to change it.',
  })

export const noDraft = () =>
  new Refusal({ code: 'contracts.no_draft', status: 404, message: 'This contract has no draft to submit.' })

export const nothingChanged = () =>
  new Refusal({ code: 'contracts.nothing_changed', status: 422, message: 'The draft says what applies already.' })

export const unknownPayee = (message: string, field: string) =>
  new Refusal({ code: 'contracts.unknown_payee', status: 422, message, field })

export const unusableAttachment = (message: string) =>
  new Refusal({ code: 'contracts.unusable_attachment', status: 422, message, field: 'attachment' })

export const noSuchAttachment = () =>
  new Refusal({ code: 'contracts.no_attachment', status: 404, message: 'There is no such document.' })

export const crossSiteUpload = () =>
  new Refusal({ code: 'contracts.cross_site', status: 403, message: 'Attach documents from the console itself.' })

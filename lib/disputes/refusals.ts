import { formatMoney } from '#lib/money/format.ts'
import type { Money } from '#lib/money/money.ts'
import { Refusal } from '#lib/platform/refusal.ts'

export const noSuchCase = () =>
  new Refusal({ code: 'disputes.not_found', status: 404, message: 'There is no such dispute.' })

export const notOpen = (status: string) =>
  new Refusal({
    code: 'disputes.not_open',
    status: 409,
    message: `The dispute is ${status.replaceAll('_', ' ')} by now: nothing can be sent any more. Your draft is kept.`,
  })

export const deadlinePassed = (dueAt: Date) =>
  new Refusal({
    code: 'disputes.deadline_passed',
    status: 409,
    message: `The time to answer ended on ${dueAt.toISOString().slice(0, 16).replace('T', ' ')} UTC: Stripe takes no evidence any more. Your draft is kept.`,
  })

export const changedMeanwhile = (by: string, at: Date) =>
  new Refusal({
    code: 'disputes.changed_meanwhile',
    status: 409,
    message: `${by} changed this draft on ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC. Nothing was overwritten: your words stay in the form. Reload to see theirs.`,
  })

export const filesChanged = () =>
  new Refusal({
    code: 'disputes.files_changed',
    status: 409,
    message: 'Documents were added or removed since you looked. Reload, and look at what would be sent.',
  })

export const nothingToSend = () =>
  new Refusal({
    code: 'disputes.nothing_to_send',
    status: 422,
    message: 'The pack is empty. Write what happened, or add a document; save it first.',
  })

export const alreadyProposed = () =>
  new Refusal({
    code: 'disputes.already_proposed',
    status: 409,
    message: 'Something about this payment waits for approval already. Decide about that first.',
  })

export const tooMuchToRefund = (left: Money) =>
  new Refusal({
    code: 'disputes.too_much',
    status: 409,
    field: 'amountMinor',
    message:
      left.minor <= 0n
        ? 'Nothing is left to refund: it was refunded, or the bank has taken it.'
        : `Only ${formatMoney(left)} can be refunded: the rest was refunded, or the bank has taken it.`,
  })

export const tooManyWords = (max: number) =>
  new Refusal({
    code: 'disputes.too_long',
    status: 422,
    message: `All words together are longer than the ${max.toLocaleString('en')} characters that Stripe takes. Shorten them.`,
  })

export const fileTooLarge = () =>
  new Refusal({
    code: 'disputes.file_too_large',
    status: 413,
    field: 'file',
    message:
      'The file is larger than the 5 MB that Stripe takes. Nothing else was changed: make it smaller and add it again.',
  })

export const unusableFile = (message: string) =>
  new Refusal({ code: 'disputes.unusable_file', status: 422, field: 'file', message })

export const crossSiteFile = () =>
  new Refusal({ code: 'disputes.cross_site', status: 403, message: 'Files are added from our own pages only.' })

export const notPaid = () =>
  new Refusal({
    code: 'disputes.not_paid',
    status: 409,
    message: 'The payment was not collected: nothing can be refunded.',
  })

export const nobodyToTell = () =>
  new Refusal({
    code: 'disputes.nobody_to_tell',
    status: 409,
    message: 'Stripe knows no mail address of the seller, so nobody can be told.',
  })

export const toldAlready = () =>
  new Refusal({
    code: 'disputes.told_already',
    status: 409,
    message: 'Exactly this was proposed to be mailed already.',
  })

export const nothingToDraft = () =>
  new Refusal({
    code: 'disputes.nothing_to_draft',
    status: 409,
    message: 'Everything that our own data can say is in the pack already. Add further documents by hand.',
  })

export const tooManyDocuments = (max: number) =>
  new Refusal({
    code: 'disputes.too_many_documents',
    status: 422,
    message: `Stripe takes at most ${max} documents. Put several into one PDF, and remove the others.`,
  })

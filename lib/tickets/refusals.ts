import { Refusal } from '#lib/platform/refusal.ts'

export const ticketClosed = () =>
  new Refusal({ code: 'tickets.closed', status: 409, message: 'This ticket is resolved already, or does not exist.' })

export const ticketNotResolved = () =>
  new Refusal({ code: 'tickets.open', status: 409, message: 'This ticket is open, or does not exist.' })

export const settledBySubject = (subjectKind: string) =>
  new Refusal({
    code: 'tickets.settled_by_subject',
    status: 409,
    message: `This ticket follows its ${subjectKind}: settle or open that, and the ticket closes or opens with it.`,
  })

export const noTicket = () =>
  new Refusal({ code: 'tickets.not_found', status: 404, message: 'There is no such ticket.' })

export const cannotOwn = () =>
  new Refusal({
    code: 'tickets.owner',
    status: 422,
    field: 'ownerId',
    message: 'This person cannot work on tickets here. Choose somebody from the list.',
  })

export const snoozeInThePast = () =>
  new Refusal({
    code: 'tickets.snooze_past',
    status: 422,
    field: 'until',
    message: 'Choose a day after today.',
  })

export const noWebhook = () =>
  new Refusal({
    code: 'tickets.no_webhook',
    status: 404,
    message: 'No webhook is configured: set TICKET_SYSTEM and TICKET_WEBHOOK_SECRET.',
  })

export const notGenuine = () =>
  new Refusal({
    code: 'tickets.not_genuine',
    status: 401,
    message: 'This was not signed with the secret of TICKET_WEBHOOK_SECRET, or is too old.',
  })

export const tooLarge = () =>
  new Refusal({ code: 'tickets.too_large', status: 413, message: 'A webhook is at most one megabyte.' })

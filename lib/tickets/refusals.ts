import { Refusal } from '#lib/platform/refusal.ts'

export const ticketClosed = () =>
  new Refusal({ code: 'tickets.closed', status: 409, message: 'This ticket is resolved already, or does not exist.' })

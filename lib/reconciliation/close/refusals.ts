import { Refusal } from '#lib/platform/refusal.ts'

export const monthIsClosed = (words: string) =>
  new Refusal({
    code: 'close.hard_locked',
    status: 409,
    message: `${words} is hard-locked: its tasks stay as they are.`,
  })

export const noSuchMonth = () =>
  new Refusal({ code: 'close.no_month', status: 404, message: 'Name a month of the books such as 2026-10.' })

export const checkStillOpen = (sentence: string) =>
  new Refusal({
    code: 'close.check_open',
    status: 409,
    field: 'comment',
    message: `The check is open: ${sentence} Put that right, or say why it is right as it is.`,
  })

export const commentFirst = () =>
  new Refusal({
    code: 'close.comment_first',
    status: 422,
    field: 'comment',
    message: 'Say what was done, or attach what shows it.',
  })

export const unknownDocument = () =>
  new Refusal({
    code: 'close.no_document',
    status: 422,
    field: 'attachment',
    message: 'The attached document is not stored. Attach it again.',
  })

export const notPrepared = () =>
  new Refusal({ code: 'close.not_prepared', status: 409, message: 'Nobody prepared this task yet.' })

export const ownWork = () =>
  new Refusal({
    code: 'close.own_work',
    status: 403,
    message: 'You prepared this task: somebody else reviews it.',
  })

export const noSuchPerson = () =>
  new Refusal({ code: 'close.no_person', status: 422, field: 'ownerId', message: 'There is no such person.' })

export const notReady = (count: number) =>
  new Refusal({
    code: 'close.not_ready',
    status: 409,
    message: `${count} ${count === 1 ? 'task is' : 'tasks are'} not ready. Every task is prepared by one person and reviewed by another before the month is hard-locked.`,
  })

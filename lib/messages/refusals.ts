import { Refusal } from '#lib/platform/refusal.ts'

export const notRetryable = () =>
  new Refusal({
    code: 'messages.not_retryable',
    status: 409,
    message: 'This message is under way or has arrived. Reload the page to see how it ended.',
  })

export const notCancelable = () =>
  new Refusal({
    code: 'messages.not_cancelable',
    status: 409,
    message: 'This message is under way or has ended. Reload the page to see how.',
  })

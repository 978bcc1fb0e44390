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

export const notOurLink = () =>
  new Refusal({
    code: 'messages.not_our_link',
    status: 404,
    message: 'This link was cut short, or is not one of ours. Open the whole link at the end of the mail.',
  })

export const nothingAsked = () =>
  new Refusal({
    code: 'messages.nothing_asked',
    status: 400,
    message: 'Nothing was changed: send the form of the page, or List-Unsubscribe=One-Click.',
  })

export const notLiftable = () =>
  new Refusal({
    code: 'messages.not_liftable',
    status: 409,
    message: 'Nothing holds mail to this address back any more, or its reader unsubscribed, which only they take back.',
  })

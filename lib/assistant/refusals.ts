import { Refusal } from '#lib/platform/refusal.ts'

export const noConversation = () =>
  new Refusal({
    code: 'assistant.no_conversation',
    status: 404,
    message: 'There is no such conversation, or it is not shared with you.',
  })

export const questionTooLong = (length: number, most: number) =>
  new Refusal({
    code: 'assistant.too_long',
    status: 413,
    message: `That is ${length} characters; a question may have ${most}. Ask for what you want to know in a few sentences.`,
    field: 'message',
  })

export const questionEmpty = () =>
  new Refusal({ code: 'assistant.empty', status: 422, message: 'Type a question first.', field: 'message' })

export const stillAnswering = () =>
  new Refusal({
    code: 'assistant.busy',
    status: 409,
    message: 'The question before is still being answered. Wait for it, or cancel it.',
  })

export const notTheLast = () =>
  new Refusal({
    code: 'assistant.not_last',
    status: 409,
    message: 'Only the last question can be asked again. Ask it anew.',
  })

export const budgetSpent = (limitMicros: bigint) =>
  new Refusal({
    code: 'assistant.budget',
    status: 429,
    message: `Your questions of today have used the budget of ${dollars(limitMicros)}. Ask again tomorrow, or have an administrator raise TIEOUT_ASSISTANT_BUDGET.`,
  })

export const answerTooDear = () =>
  new Refusal({
    code: 'assistant.too_dear',
    status: 422,
    message: 'This answer would cost more than one answer may. Ask for less at once.',
  })

const dollars = (micros: bigint) =>
  `${micros / 1_000_000n}.${`${(micros % 1_000_000n) / 10_000n}`.padStart(2, '0')} USD`

export const noAsker = (as: string) =>
  new Refusal({
    code: 'assistant.no_asker',
    status: 422,
    message: `"${as.slice(0, 60)}" is nobody who asks: write analyst, or seller: and an account such as seller:acct_123.`,
  })

export const notPinnable = () =>
  new Refusal({
    code: 'assistant.not_pinnable',
    status: 409,
    message: 'Only figures of a stored answer that your role may ask for can be pinned.',
  })

export const tooManyPins = (most: number) =>
  new Refusal({
    code: 'assistant.too_many_pins',
    status: 409,
    message: `Today holds ${most} pins. Take one away first.`,
  })

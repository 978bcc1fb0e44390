import { Refusal } from '#lib/platform/refusal.ts'

export const noConversation = () =>
  new Refusal({
    code: 'assistant.no_conversation',
    status: 404,
    message: 'There is no such conversation, or it is not shared with you.',
  })

export const questionTooLong = (sentence: string) =>
  new Refusal({ code: 'assistant.too_long', status: 413, message: sentence, field: 'message' })

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

const quoted = (name: string) => `"${name.slice(0, 60)}"`

export const noSellerCalled = (name: string) =>
  new Refusal({ code: 'assistant.no_seller', status: 404, message: `I know no seller called ${quoted(name)}.` })

export const severalSellersCalled = (name: string, names: readonly string[]) =>
  new Refusal({
    code: 'assistant.several_sellers',
    status: 422,
    message: `Several sellers are called ${quoted(name)}: ${new Intl.ListFormat('en').format(names.slice(0, 5))}. Which one do you mean?`,
  })

export const nothingCalled = (noun: string, name: string) =>
  new Refusal({ code: 'assistant.nothing_called', status: 404, message: `I know no ${noun} called ${quoted(name)}.` })

export const needsCurrency = () =>
  new Refusal({
    code: 'assistant.needs_currency',
    status: 422,
    message: 'An amount needs its currency: say, for example, over 100 EUR.',
  })

export const noAmount = (amount: string, currency: string) =>
  new Refusal({
    code: 'assistant.no_amount',
    status: 422,
    message: `"${amount.slice(0, 30)}" is no amount of ${currency}.`,
  })

export const notInYourWords = () =>
  new Refusal({
    code: 'assistant.not_asked',
    status: 422,
    message: 'I propose only what you ask for in your own words: say what should happen, to whom, how much and why.',
  })

export const tooManyProposals = () =>
  new Refusal({
    code: 'assistant.many_proposals',
    status: 422,
    message: 'I make one proposal for a question. Ask for the next one by itself.',
  })

export const tooManyCalls = (most: number) =>
  new Refusal({
    code: 'assistant.many_calls',
    status: 422,
    message: `One answer may look up ${most} things. Answer from what was found.`,
  })

export const noModel = () =>
  new Refusal({
    code: 'assistant.no_model',
    status: 409,
    message: 'No model is configured that could say it in other words: our own words stay.',
  })

export const notInTheFacts = (fault: string) =>
  new Refusal({
    code: 'assistant.not_in_the_facts',
    status: 422,
    message: `The model’s words were refused (${fault.slice(0, 200)}): our own words stay.`,
    field: 'body',
  })

import { Refusal } from '#lib/platform/refusal.ts'

export const noConversation = () =>
  new Refusal({ code: 'inbox.not_found', status: 404, message: 'There is no such conversation.' })

export const mailTooLarge = () =>
  new Refusal({
    code: 'inbox.too_large',
    status: 413,
    message: 'The mail is larger than 25 MB: nothing of it was taken. Send its files another way.',
  })

export const unreadableMail = () =>
  new Refusal({
    code: 'inbox.unreadable',
    status: 422,
    message: 'This is no mail: send it as it came, with its headers (RFC 5322), and a From that holds an address.',
  })

export const otherWords = () =>
  new Refusal({
    code: 'inbox.other_words',
    status: 409,
    field: 'externalId',
    message: 'A message with this id came in before and said something else. Give each message an id of its own.',
  })

export const alreadyClosed = () =>
  new Refusal({
    code: 'inbox.closed',
    status: 409,
    message: 'This conversation is closed already. A new message opens it again.',
  })

export const noAddress = () =>
  new Refusal({
    code: 'inbox.no_address',
    status: 409,
    message: 'Nobody’s mail address is known here: answer in the system the message came from.',
  })

export const newMessage = () =>
  new Refusal({
    code: 'inbox.new_message',
    status: 409,
    message: 'Another message came in meanwhile. Read it, then send your answer.',
  })

export const replyWaits = () =>
  new Refusal({
    code: 'inbox.reply_waits',
    status: 409,
    message: 'An answer waits for approval already. Approve or reject it, then write another.',
  })

export const noLink = () =>
  new Refusal({
    code: 'inbox.no_link',
    status: 404,
    message: 'This link was decided or is gone. Look at the page again.',
  })

export const nothingOfOurs = () =>
  new Refusal({
    code: 'inbox.nothing_of_ours',
    status: 422,
    field: 'name',
    message:
      'Nothing of ours is called that. Write a payment (ch_…), dispute (dp_…), payout (po_…), seller (sel_…) or an order’s number.',
  })

export const cannotAnswer = () =>
  new Refusal({
    code: 'inbox.owner',
    status: 422,
    field: 'ownerId',
    message: 'This person cannot work in the inbox. Choose somebody from the list.',
  })

export const noFile = () => new Refusal({ code: 'inbox.no_file', status: 404, message: 'There is no such file.' })

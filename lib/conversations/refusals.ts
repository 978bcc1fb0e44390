import { Refusal } from '#lib/platform/refusal.ts'

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

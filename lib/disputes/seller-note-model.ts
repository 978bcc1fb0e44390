/** What a note to the seller is drafted from. */
type NoteFacts = {
  readonly status: string
  readonly amount: string
  readonly reason: string
  readonly order: string
  readonly dueOn: string
  readonly sellerName: string
}

const NEWS: Readonly<Record<string, string>> = {
  won: 'The bank decided for you: the money is back, and your share of it stays yours.',
  lost: 'The bank decided for the buyer. Your share of this sale goes back, as your contract says.',
  prevented: 'It was settled before any money was taken. You need do nothing.',
  under_review: 'We answered it. The bank decides within some weeks; nothing can be added any more.',
  appeal_needs_response:
    'The bank decided for the buyer, but it can be asked once more. Please send us anything new that you have; until it is decided your share stays where it is.',
  appeal_under_review: 'We appealed the bank’s decision. It decides within some weeks; nothing can be added any more.',
  warning_under_review: 'We answered the bank’s question. No money was taken.',
  warning_closed: 'The bank closed its question. No money was taken.',
}

/** A first draft of what the seller is told, for a person to change. */
export function draftNote({ status, amount, reason, order, dueOn, sellerName }: NoteFacts): {
  subject: string
  body: string
} {
  const about = order === '' ? '' : ` for order ${order}`
  const open = `The buyer’s bank asks about it (${reason.replaceAll('_', ' ')}). Please send us what you have, such as proof of delivery or what the buyer wrote to you${dueOn === '' ? '' : `, before ${dueOn}`}.`
  return {
    subject: `Dispute of ${amount}${about}`,
    body: [`Dear ${sellerName},`, `a payment of ${amount}${about} was disputed.`, NEWS[status] ?? open].join('\n\n'),
  }
}

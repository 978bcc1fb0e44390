/** English, and the list of everything there is to say. `{amount}` and the like are filled in; a count chooses the plural form. */
export const en = {
  'headline.paid': 'Stripe sent {amount} to your bank, to arrive on {day}.',
  'headline.in_transit': '{amount} is on its way to your bank and should arrive on {day}.',
  'headline.pending': '{amount} is about to leave for your bank and should arrive on {day}.',
  'headline.failed': 'Your bank sent {amount} back: the payout of {day} did not arrive.',
  'headline.canceled': 'The payout of {amount} made on {day} was canceled before it left.',
  'headline.debit': 'Stripe took {amount} from your bank on {day}, because your balance was below zero.',

  'part.sales': { one: '{count} sale brought you {amount}.', other: '{count} sales brought you {amount}.' },
  'part.refunds': { one: '{count} refund took {amount}.', other: '{count} refunds took {amount}.' },
  'part.kept_back': '{amount} was kept back from these sales for what was still owed from earlier ones.',
  'part.fees': 'Stripe’s fees were {amount}.',
  'part.marketplace_fees': 'The marketplace’s fees were {amount}.',
  'part.disputes': 'Disputes of buyers took {amount}.',
  'part.disputes_won': 'Disputes decided for you gave {amount} back.',
  'part.reserves': '{amount} was put into a reserve.',
  'part.reserves_released': '{amount} was released from a reserve.',
  'part.carried': '{amount} made up for a balance below zero that was there before.',
  'part.returned': '{amount} came back from an earlier payout and goes out again with this one.',
  'part.adjustments': 'Adjustments took {amount}.',
  'part.adjustments_gained': 'Adjustments added {amount}.',
  'part.available': '{amount} was available before it.',
  'part.stays': '{amount} stays in your balance.',
  'part.unitemised': 'Stripe has not listed yet what it is made of.',
  'part.line': '{label}: {amount}.',

  'compare.lower': 'That is {amount} less than the payout before it, of {day} ({last}).',
  'compare.higher': 'That is {amount} more than the payout before it, of {day} ({last}).',
  'compare.same': 'That is as much as the payout before it, of {day}.',
  'compare.changed': 'What changed most: {list}.',
  'compare.sales': {
    one: 'It holds {count} sale; the one before held {before}.',
    other: 'It holds {count} sales; the one before held {before}.',
  },
  'compare.first': 'It is your first payout in this currency.',

  'why.idle': {
    one: 'Between sending and arrival lies {count} day on which banks do not work.',
    other: 'Between sending and arrival lie {count} days on which banks do not work (weekends and holidays).',
  },
  'why.returned_money':
    'The money is back in your balance and goes out with a later payout once your bank details are right.',
  'why.failed_before': 'A payout of {amount} made on {day} was sent back by your bank before this one.',
  'why.paused': 'At present Stripe pays nothing out to you: it waits for details about you or your business.',
  'why.minimum_balance': '{amount} stayed in your balance, because a minimum is kept there.',
  'why.timing': '{amount} became available too late for this payout and goes out with a later one.',
  'why.reserve_held': '{amount} is held in a reserve and is paid out when it is released.',
  'why.dispute_withheld': '{amount} is withheld until a dispute is decided.',
  'why.negative_balance_debit': '{amount} went to cover a balance below zero.',
  'why.converted': {
    one: '{count} amount came in another currency and was converted at the rate of its day.',
    other: '{count} amounts came in another currency and were converted at the rates of their days.',
  },

  'code.account_closed': 'The bank says that the account is closed.',
  'code.account_frozen': 'The bank says that the account is frozen.',
  'code.bank_account_restricted': 'The bank says that the account cannot take this kind of payment.',
  'code.incorrect_account_holder_name': 'The bank says that the name of the account’s holder is wrong.',
  'code.invalid_account_number': 'The bank says that the account number is wrong.',
  'code.no_account': 'The bank says that there is no such account.',
  'code.invalid_currency': 'The bank says that the account does not take this currency.',
  'code.declined': 'The bank declined it.',
  'code.unknown': 'The bank gave no reason that we could tell you.',

  'trace.id': 'Should it be missing, your bank can look for it by the trace id {trace}.',
  'trace.none': 'A trace id for your bank is not there yet.',
  'trace.window': 'The bank may still send it back until {day}.',

  'mail.hello': 'Hello {name},',
  'mail.payout': 'Your payout of {amount}',
  'mail.sale': 'Your sale {reference}',
  'mail.week': 'Your week from {first} to {last}',
  'week.lead': 'This moved between {first} and {last}, in {currency}:',

  'sale.paid_out': 'Your sale {reference} went out with the payout of {day}: {amount} of it are yours.',
  'sale.transferred':
    'Of your sale {reference}, {amount} reached your Stripe balance on {day}; it goes to your bank with a later payout.',
  'sale.waiting': 'Of your sale {reference}, {amount} are yours and were not paid yet.',

  'bar.available': 'Available before',
  'bar.sales': 'Sales',
  'bar.kept_back': 'Kept back for earlier debts',
  'bar.refunds': 'Refunds',
  'bar.marketplace_fees': 'Marketplace fees',
  'bar.fees': 'Stripe fees',
  'bar.disputes': 'Disputes',
  'bar.reserves': 'Reserve',
  'bar.carried': 'Negative balance from before',
  'bar.returned': 'Payouts that came back',
  'bar.transfers': 'Transfers to others',
  'bar.topups': 'Top-ups',
  'bar.adjustments': 'Adjustments',
  'bar.stays': 'Stays in the balance',
  'bar.unitemised': 'Not itemised yet',
  'bar.difference': 'Difference being looked into',
  'bar.kind': 'Stripe: {kind}',
  'bar.caption': 'What the payout is made of',
  'bar.total': 'Payout',
} as const

/** One text, or one per plural form of the language. */
export type Message = string | ({ readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>)
export type MessageKey = keyof typeof en
export type Catalogue = Readonly<Record<MessageKey, Message>>

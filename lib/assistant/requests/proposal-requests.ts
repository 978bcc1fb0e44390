import { call, type Request, reasonIn, say, sellersIn, type Written } from './request.ts'

const POLITE =
  '(?:(?:please|can you|could you|would you|i want to|i would like to|we should|let us|go ahead and|now|kindly) )*'
const HOLD = new RegExp(
  `^ ${POLITE}(?:propose (?:to |a )?)?(?:hold|freeze|block|suspend|(?:put|place) (?:a |an )?hold on|put) `,
)
const CREDIT = new RegExp(
  `^ ${POLITE}(?:propose (?:to |an? (?:adjustment|credit|charge) (?:of|to|for) )?)?(?<verb>credit|give|grant|adjust|charge|debit|fine|penali[sz]e|compensate)? ?`,
)
const RESOLVE = new RegExp(`^ ${POLITE}(?:propose (?:to )?)?(?<verb>write off|resolve|correct|fix) `)
const DRAFT = new RegExp(
  `^ ${POLITE}(?:draft|write|compose|prepare) (?:me )?(?:an? |the )?(?:message|mail|e-?mail|letter|note|reply) (?:to|for) `,
)
/** A minus, a comma that parts no thousands, a second sum: what may be read in two ways is asked back, never guessed. */
const UNCLEAR_AMOUNT =
  /(?:^|\s)[-−–]\s?[€$£]?\s?\d|\d,(?!\d{3}(?!\d))|\d\.\d+[.,]\d|\d[\d.,]*\s?%|\d\s?(?:[A-Z]{3}\b|[€$£]|euros?|dollars?|pounds?)(?:\s+(?:and|or|to|plus)\s+[€$£]?\d|\s+(?:each|twice|per|daily|weekly|monthly)\b)/
const AMOUNT = /(?:([€$£])\s?)?(\d[\d,]*(?:\.\d+)?)\s?(k\b)?\s?([A-Z]{3}\b|euros?|dollars?|pounds?)?/i
const MONEY: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  euro: 'EUR',
  dollar: 'USD',
  pound: 'GBP',
}

export const WHY_HOLD = 'Why should it be held? The approver reads the reason: say "hold … because …".'

/** "hold Ridgeline because its documents are missing": a proposal, never a deed. */
export function readHold(written: Written): Request | null {
  const { question, lexed } = written
  if (!HOLD.test(lexed.plain) || / hold off /.test(lexed.plain)) return null
  if (/^ (?:please )?put /.test(lexed.plain) && !/ on hold /.test(lexed.plain)) return null
  const [seller, ...others] = sellersIn(written)
  if (seller === undefined)
    return say('Which seller should be held? Name it as it is written in the console.', 'propose_hold')
  if (others.length > 0) return say('I propose one hold at a time. Which seller do you mean?', 'propose_hold')
  const reason = reasonIn(question)
  return reason === null ? say(WHY_HOLD, 'propose_hold') : call('propose_hold', { seller, reason })
}

/** "credit Lumen 50 EUR because the parcel was lost", "charge Blue Hour $20 for shipping". */
export function readAdjustment(written: Written): Request | null {
  const { question, lexed } = written
  const verb = CREDIT.exec(lexed.plain)?.groups?.verb
  const isNamed = / adjustment /.test(lexed.plain) && /^ (?:please )?propose /.test(lexed.plain)
  if (verb === undefined && !isNamed) return null
  // "Give me an overview": without an amount it gives no money.
  if (verb === 'give' && !/\d/.test(question.replace(/\b(?:sel|acct)_\w+/g, ''))) return null
  const [seller, ...others] = sellersIn(written)
  if (seller === undefined || others.length > 0) return null
  const [, sign = '', digits, thousand, word = ''] = AMOUNT.exec(question.replace(/\b(?:sel|acct)_\w+/g, '')) ?? []
  const [sum = ''] = question.split(/\bbecause\b|:/i)
  if (digits === undefined || thousand !== undefined || UNCLEAR_AMOUNT.test(sum))
    return say('How much, and in which currency? Write it in full, such as 120.50 EUR.', 'propose_adjustment')
  const currency =
    MONEY[sign] ??
    MONEY[word.toLowerCase().replace(/s$/, '')] ??
    (/^[A-Za-z]{3}$/.test(word) ? word.toUpperCase() : null)
  if (currency === null) return say('In which currency? Write the amount such as 120.50 EUR.', 'propose_adjustment')
  const reason = reasonIn(question) ?? /\bfor (?!\d)(\D[^?]{3,})$/i.exec(question)?.[1]?.trim() ?? null
  if (reason === null) return say('Why? Approver and seller read the reason: say "… because …".', 'propose_adjustment')
  const isCharge =
    /^(?:charge|debit|fine|penali[sz]e)$/.test(verb ?? '') || / (?:charge|debit|penalty|fine) /.test(lexed.plain)
  return call('propose_adjustment', {
    seller,
    direction: isCharge ? 'from_seller' : 'to_seller',
    amount: digits.replaceAll(',', ''),
    currency,
    reason,
  })
}

/** "write off var_… because the bank kept its charge", "correct this variance because …". */
export function readResolution(written: Written): Request | null {
  const { question, lexed, page } = written
  const verb = RESOLVE.exec(lexed.plain)?.groups?.verb
  const variance =
    /\bvar_[0-9a-z]{26}\b/.exec(question)?.[0] ??
    (/ (?:this|it|that) /.test(lexed.plain) ? /^\/variances\/(var_[0-9a-z]{26})/.exec(page)?.[1] : undefined)
  if (verb === undefined || variance === undefined) return null
  const reason = reasonIn(question)
  if (reason === null)
    return say('Why? The approver reads the reason: say "… because …".', 'propose_variance_resolution')
  return call('propose_variance_resolution', { variance, way: verb === 'write off' ? 'write_off' : 'correct', reason })
}

/** "draft a message to Lumen about the missing documents": words to copy, nothing that is sent. */
export function readDraft(written: Written): Request | null {
  const { question, lexed } = written
  if (!DRAFT.test(lexed.plain)) return null
  const [seller] = sellersIn(written)
  if (seller === undefined) return say('A draft to which seller? Name it as it is written in the console.')
  const about = /\b(?:about|regarding|saying(?: that)?|that says|asking(?: for| about)?|concerning)\s+(\S[\s\S]*)$/i
    .exec(question)?.[1]
    ?.trim()
    .replace(/[.!?]+$/, '')
  if (about === undefined) return say('What should it be about? Say "draft a message to … about …".')
  return call('draft_message', {
    seller,
    subject: `About ${about}`.slice(0, 200),
    body: `Hello,\n\nwe are writing to you about ${about}.\n\nPlease answer this message if anything is unclear.\n`,
  })
}

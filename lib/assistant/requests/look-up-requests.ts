import { VARIANCE_CLASS_NAMES, VARIANCE_CLASSES } from '#lib/reconciliation/variances/classes-model.ts'
import { call, type Request, say, sellersIn, shownOn, type Written } from './request.ts'

/** "explain payout po_…", "what is this settlement": one object, by its id or the page's. */
export function readObject(written: Written): Request | null {
  const { question, lexed } = written
  const asksWhat = / (?:explain|what|why|how|tell|show|describe|break|details?) /.test(lexed.plain)
  const payout =
    /\bpo_\w+/.exec(question)?.[0] ??
    (asksWhat && / payout /.test(lexed.plain) ? shownOn(written, /^\/payouts\/[^/]+\/(po_\w+)/) : null)
  if (payout !== null) return call('explain_payout', { payout })
  const object = /\b(?:stl|ch|in|pi|py)_\w{4,}/.exec(question)?.[0]
  const numbered = /\b(?:settlement|invoice|charge) (?:of |for |no\.? |number |#)?((?=[\w-]*\d)[\w-]{3,})\b/i.exec(
    question,
  )?.[1]
  const settlement =
    object ??
    numbered ??
    (asksWhat && / (?:settlement|split|share|sale) /.test(lexed.plain)
      ? shownOn(written, /^\/settlements\/(stl_\w+)/)
      : null)
  return settlement == null ? null : call('explain_settlement', { settlement })
}

const GATE =
  / (?:approvals?|proposals?|(?:wait|waits|waiting|pending) (?:for|on) (?:my |an? |our |somebodys? )?(?:approval|decision|me)|(?:needs?|awaiting) (?:my |an? )?approval|at the gate|approval queue|(?:approve|decide)) /
const NOT_GATE = / approval rates? /
/** To decide is to do: nobody decides by asking. */
const DECIDES =
  /^ (?:(?:please|can you|could you|would you|just|now|go ahead and|kindly) )*(?:approve|reject|decide|execute|release|cancel|retry) /

const STATES: readonly (readonly [RegExp, string | null])[] = [
  [/ rejected /, 'rejected'],
  [/ executed /, 'executed'],
  [/ failed /, 'failed'],
  [/ blocked /, 'blocked'],
  [/ expired /, 'expired'],
  [/ (?:unknown|uncertain) /, 'unknown'],
  [/ (?:waiting|wait) for (?:funds|money) /, 'waiting_funds'],
  [/ (?:were|was|been|already) approved /, 'approved'],
  [/ (?:every|all) (?:proposals?|approvals?) /, null],
]

/** "what waits for approval", "rejected proposals". */
export function readApprovals({ lexed: { plain } }: Written): Request | null {
  const asks =
    GATE.test(plain) &&
    / (?:what|which|show|list|how|any|anything|are|is|who|find|open|pending|waiting|need|needs|rejected|executed|failed|blocked|expired|queue|my|the|there|all|every) /.test(
      plain,
    )
  if (!asks || NOT_GATE.test(plain) || DECIDES.test(plain)) return null
  const kind = / reversals? /.test(plain)
    ? 'transfer.reverse'
    : / transfers? /.test(plain)
      ? 'transfer.create'
      : / adjustments? /.test(plain)
        ? 'adjustment.create'
        : null
  const state = STATES.find(([pattern]) => pattern.test(plain))
  return call('list_approvals', {
    state: state === undefined ? 'needs_approval' : state[1],
    ...(kind === null ? {} : { kind }),
  })
}

const AMOUNT =
  / (?:over|above|more than|at least|exceeding|greater than|larger than|bigger than|beyond|of|from) (?<amount>\d[\d.]*) ?(?<code>[a-z]{3}|euros?|dollars?|pounds?)?(?= )/
const MONEY: Readonly<Record<string, string>> = { euro: 'EUR', dollar: 'USD', pound: 'GBP' }

/** "which variances are open over 100 EUR": amounts, classes, states and sellers. */
export function readVariances(written: Written): Request | null {
  const { question, lexed } = written
  const { plain } = lexed
  if (!/ (?:variances?|discrepanc(?:y|ies)|mismatch(?:es)?|unmatched|unreconciled) /.test(plain)) return null
  if (
    / (?:by|per|each|every|over) (?:time|month|week|day|quarter|year|country|category|seller|currency)s? /.test(plain)
  )
    return say(
      'Variances are kept one by one; I can list them by state, class, currency, amount and seller, and do not add them up by time.',
    )
  const sellers = sellersIn(written)
  const found = AMOUNT.exec(plain)?.groups
  const sign = /[€$£](?=\d)/.exec(question)?.[0]
  const word = found?.code?.replace(/s$/, '')
  const currency =
    signed(sign) ?? (word === undefined ? currencyAlone(lexed.text) : (MONEY[word] ?? word.toUpperCase()))
  const amount = found?.amount?.replace(/\.$/, '')
  if (amount !== undefined && currency === null)
    return say('Over that amount in which currency? Say, for example, over 100 EUR.')
  const kind = VARIANCE_CLASS_NAMES.find((name) => plain.includes(` ${VARIANCE_CLASSES[name].name.toLowerCase()}`))
  const state = / explained /.test(plain)
    ? 'explained'
    : / resolved /.test(plain)
      ? 'resolved'
      : / (?:all|every|ever) /.test(plain)
        ? 'all'
        : 'open'
  return call('list_variances', {
    state,
    ...(kind === undefined ? {} : { class: kind }),
    ...(currency === null ? {} : { currency }),
    ...(amount === undefined ? {} : { atLeast: amount }),
    ...(sellers[0] === undefined ? {} : { seller: sellers[0] }),
  })
}

const signed = (sign: string | undefined): string | null =>
  sign === '€' ? 'EUR' : sign === '$' ? 'USD' : sign === '£' ? 'GBP' : null
const currencyAlone = (text: string) => / f:currency:(\w{3})(?= )/.exec(text)?.[1] ?? null

/** "do the books tie", "how is reconciliation". */
export function readReconciliation({ lexed: { plain } }: Written): Request | null {
  const asks =
    / (?:reconciliation|reconciled|reconcile|invariants?|promises|(?:do|does|are) (?:the |our )?(?:books|ledger|accounts) (?:tie|balance|balanced|hold|agree|match|right|correct)\w*(?: out)?|(?:books|ledger) tie|tie out) /
  return asks.test(plain) ? call('reconciliation_status') : null
}

const PROFILE =
  /^ (?:please |can you |could you )?(?:tell me (?:more |something |everything |all )?about|who is|what do (?:we|you) know about|(?:(?:show|open|give)(?: me)? )?(?:the )?(?:seller |merchant )?profile (?:of|for)|how does|how much do we owe|what do we owe|what does|how much does|why is|why are|is|are|what is the (?:status|standing|state|balance) of|status of|standing of|balance of|what is going on with|what is up with|when did) /
const ABOUT =
  / (?:about|profile|owe|owes|owed|hold|held|restricted|paused|blocked|waiting|waits|ready|status|standing|balance|terms|contract|stand|who|paid yet) /

/** "tell me about Ridgeline", "why is it held", "what do we owe Lumen": one seller as it stands. */
export function readProfile(written: Written): Request | null {
  const { plain, text, periods } = written.lexed
  const [seller, ...others] = sellersIn(written)
  if (seller === undefined || others.length > 0 || periods.length > 0 || / [ma]:/.test(text)) return null
  return PROFILE.test(plain) && ABOUT.test(plain) ? call('seller_profile', { seller }) : null
}

/** "which sellers are on hold", "find seller nordic". */
export function readSellers({ question, lexed: { plain, text } }: Written): Request | null {
  if (/ [ma]:/.test(text)) return null
  const asks = / (?:sellers|merchants|vendors|accounts|shops) /.test(plain)
  if (asks && / (?:on hold|held|are holding|under hold) /.test(plain)) return call('find_sellers', { standing: 'held' })
  if (asks && / (?:restricted|disabled|limited) /.test(plain)) return call('find_sellers', { standing: 'restricted' })
  const name =
    /^\s*(?:please\s+)?(?:find|search(?: for)?|look up|show me)\s+(?:the\s+|a\s+)?(?:sellers?|merchants?|shops?)\s+(?:called|named|like|with the name)?\s*["“]?([^"”?]{2,80})["”]?\??\s*$/i.exec(
      question,
    )?.[1]
  return name === undefined || / (?:that|who|whose|with|by|in|from) /i.test(` ${name} `)
    ? null
    : call('find_sellers', { name: name.trim() })
}

const RULE =
  / (?:polic(?:y|ies)|guidelines?|procedures?|runbook|handbook|documentation|rules? (?:for|on|about)|past tickets?|help on|help with) /
/** A way to do something; "how do we compare with last month" asks for figures. */
const HOW =
  /^ (?:how (?:do|can|should) (?:i|we|you) (?!(?:do|compare|look|stand|perform|rank|fare|measure|know) )|where (?:do|can) (?:i|we) )/

/** "what is our policy on refunds", "how do I release a hold": passages of policies, help and tickets. */
export const readPolicies = ({ question, lexed: { plain } }: Written): Request | null =>
  RULE.test(plain) || HOW.test(plain) ? call('search_policies', { words: question.trim().slice(0, 400) }) : null

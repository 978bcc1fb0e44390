import { VARIANCE_CLASS_NAMES, VARIANCE_CLASSES } from '#lib/reconciliation/variances/classes-model.ts'
import { call, callOfEach, type Request, say, sellersIn, shownOn, type Written } from './request.ts'

const LAST_PAYOUT =
  / (?:last|latest|most recent|newest|previous) (?:bank |seller )?payouts? | last (?:been )?paid(?: out)? | paid(?: out)? last | payout fail | payout bounce /

/** "For what reason failed the payout to Lumen": one payout of a seller is the last one. */
const ONE_PAYOUT =
  / (?:why|what|how come|reason|explain|when|where|has|did|is|was) (?:.* )?(?:the|that|this|their|its|'s|s) payout (?:.* )?(?:fail|failed|failing|bounce|bounced|return|returned|late|delayed|low|small|short|missing|stuck|arrive|arrived|lower|smaller|less|come back|came back) | (?:failed|bounced|delayed|missing|stuck) (?:is |was )?the payout (?:to|of|for) /

/** "Why was the last payout of Lumen low": one payout, by whose it is. */
export function readLastPayout(written: Written): Request | null {
  const { lexed } = written
  const sellers = sellersIn(written)
  if (sellers.length === 0 || lexed.periods.length > 0 || /\bpo_\w+/.test(written.question)) return null
  return LAST_PAYOUT.test(lexed.plain) ||
    ONE_PAYOUT.test(
      ` ${written.question
        .toLowerCase()
        .replace(/[^a-z' ]+/g, ' ')
        .replace(/\s+/g, ' ')} `,
    )
    ? callOfEach('explain_payout', sellers)
    : null
}

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
  const ordered = / (?:settled|settle|settlement|split|shared|divided|distributed|who got|who gets) /.test(lexed.plain)
    ? /\border (?:of |no\.? |number |#)?((?=[\w-]*\d)[\w-]{3,})/i.exec(question)?.[1]
    : undefined
  const settlement =
    object ??
    numbered ??
    ordered ??
    (asksWhat && / (?:settlement|split|share|sale) /.test(lexed.plain)
      ? shownOn(written, /^\/settlements\/(stl_\w+)/)
      : null)
  return settlement == null ? null : call('explain_settlement', { settlement })
}

const GATE =
  / (?:(?:transfers?|reversals?|adjustments?) (?:are |is )?(?:waiting|pending|open|queued)|(?:waiting|pending|open) (?:transfers?|reversals?|adjustments?)|approvals?|proposals?|(?:wait|waits|waiting|pending) (?:for|on) (?:my |an? |our |somebodys? )?(?:approval|decision|me)|(?:needs?|awaiting) (?:my |an? )?approval|at the gate|approval queue|(?:approve|decide)) /
const NOT_GATE = / approval rates? /
/** Which rules there are, and not what waits at them. */
const TURNED_OFF =
  / (?:(?:switch|switche[sd]|turn|turned|turns|switching|turning) (?:off|on)|(?:disable|enable|bypass|waive|circumvent|deactivate|activate)[ds]?|bypass(?:ed|es)|circumvented|skip(?:ped|s)?) /
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
export function readApprovals({ question, lexed: { plain, periods } }: Written): Request | null {
  if (/^ (?:who|whose role) (?:can|may|has to|is allowed to|should) (?:approve|decide) /.test(plain))
    return call('search_policies', { words: question.trim().slice(0, 400) })
  const asks =
    GATE.test(plain) &&
    / (?:what|which|show|list|how|any|anything|are|is|who|find|open|pending|waiting|need|needs|rejected|executed|failed|blocked|expired|queue|my|the|there|all|every) /.test(
      plain,
    )
  if (!asks || NOT_GATE.test(plain) || DECIDES.test(plain) || TURNED_OFF.test(plain)) return null
  if (periods.length > 0) return say('I list proposals by state and kind, not by day. Which state do you mean?')
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
  const kind = VARIANCE_CLASS_NAMES.find((name) => plain.includes(` ${VARIANCE_CLASSES[name].name.toLowerCase()}`))
  // "Duplicate" of duplicate transfers is no reason of a refund.
  const withoutKind = kind?.includes('duplicate') ? lexed.text.replaceAll(' f:reason:duplicate', '') : lexed.text
  const isNamed =
    / (?:variances?|discrepanc(?:y|ies)|mismatch(?:es)?|unmatched|unreconciled|(?:open|unexplained|unresolved) (?:differences|breaks|items)) /.test(
      plain,
    )
  if (!isNamed && kind === undefined) return null
  if (
    / (?:by|per|each|every|over) (?:time|month|week|day|quarter|year|country|category|seller|currency)s? /.test(plain)
  )
    return say(
      'Variances are kept one by one; I can list them by state, class, currency, amount and seller, and do not add them up by time.',
    )
  const unread =
    kind === undefined
      ? / (?:class|type|kind|sort)s? (?:of )?\w+/.test(
          plain.replace(/ (?:class|type|kind|sort)s? of (?:variances?|discrepancies)/, ''),
        )
      : false
  if (
    lexed.periods.length > 0 ||
    ONLY_SOME.test(plain) ||
    unread ||
    / f:(?:country|category|method|reason|cohort):/.test(withoutKind)
  )
    return say(
      'I list variances by state, class, currency, least amount and seller: not by day, age, greatest amount or who works on them. Which of those do you mean?',
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
  const state = / explained /.test(plain)
    ? 'explained'
    : / resolved /.test(plain)
      ? 'resolved'
      : / (?:all|every|ever) /.test(plain)
        ? 'all'
        : 'open'
  return callOfEach('list_variances', sellers, {
    state,
    ...(kind === undefined ? {} : { class: kind }),
    ...(currency === null ? {} : { currency }),
    ...(amount === undefined ? {} : { atLeast: amount }),
  })
}

/** What the list of variances cannot be narrowed by. */
const ONLY_SOME =
  / (?:older|newer|younger|oldest|newest|since|recent|recently|days? old|weeks? old|under|below|less than|at most|smaller than|between|assigned|unassigned|owner|owned|overdue|by whom|who (?:closed|resolved|wrote|opened)|today|yesterday) /

const signed = (sign: string | undefined): string | null =>
  sign === '€' ? 'EUR' : sign === '$' ? 'USD' : sign === '£' ? 'GBP' : null
const currencyAlone = (text: string) => / f:currency:(\w{3})(?= )/.exec(text)?.[1] ?? null

/** "do the books tie", "how is reconciliation". */
export function readReconciliation({ lexed: { plain } }: Written): Request | null {
  const asks =
    / (?:reconciliation|reconciled|reconcile|invariants?|promises|(?:do|does|are) (?:the |our )?(?:books|ledger|accounts) (?:tie|balance|balanced|hold|agree|match|right|correct)\w*(?: out)?|(?:books|ledger) tie|tie out|(?:does|do|did|is|are) (?:the |our )?(?:books|ledger|stripe|bank|accounts|bank account) (?:\w+ ){0,3}?(?:match|matches|agree|agrees|balance|balanced|balances|tie|ties|correct|complete)(?: \w+){0,3}|(?:does|do) (?:everything|it all|all of it|the numbers|the figures) (?:add up|balance|agree|match|tie)|is everything (?:balanced|in balance|tied out|matched)|trial balance) /
  return asks.test(plain) ? call('reconciliation_status') : null
}

const PROFILE =
  /^ (?:please |can you |could you |and )*(?:tell me (?:more |something |everything |all )?(?:about|why|when|whether|if)|who is|what do (?:we|you) know about|(?:(?:show|open|give)(?: me)? )?(?:the )?(?:seller |merchant )?(?:profile|terms|contract|details|overview|summary|standing|status|balance) (?:of|for)|(?:show me|describe|summari[sz]e|give me an overview of|overview of) f:seller|how does|how much do we owe|what do we owe|how much (?:money )?(?:is|are|does|do|will)|what does|when is|when will|when does|when do|why is|why are|why (?:hasn't|isn't|wasn't|doesn't|haven't|aren't|weren't|don't|didn't|can't|won't)|why (?:can|did|do) (?:we|they|it)|why has|hasn't|isn't|why have|why does|why did|how come|is|are|has|have|does|will|what (?:is|are) (?:the )?(?:(?:current )?(?:status|standing|state|balance|terms|contract|conditions|situation)|next payout) (?:of|for|with|on)|what (?:terms|contract|conditions)|which (?:terms|contract)|status of|standing of|balance of|what is going on with|what is happening with|what is happening at|what is wrong with|what is up with|when did|what is (?:owed|waiting|due|held)|what is f:seller|date of|(?:what|when) was the first sale of|first sale of|who are|what is holding|what holds|can|may|what blocks|what is blocking) /
/** What is owed or paid out, and no other figure. */
const MONEY_OUT = /^(?:(?! a:| m:(?!payouts|negative_balance)).)*$/
const ABOUT =
  / (?:about|profile|owe|owes|owed|hold|held|restricted|paused|blocked|waiting|waits|wait|ready|status|standing|balance|terms|contract|conditions|situation|stand|who|paid yet|paid|next payout|due|happening|going on|wrong|overview|summary|summari[sz]e|describe|details|active|payable|verified|allowed|holding|blocking|blocks|holds|receive|first sale|join|joined|join us|start|started|sign up|pending|paying|pay|gets? (?:any |its |their )?(?:money|payouts?)) /

/** "How come Lumen did not get paid": what holds its money. */
const UNPAID =
  / (?:why|how come|reason|explain) .*(?:not|n't|nt|no|without|still waiting|never)\b.* (?:paid|payouts?|money|funds|cash) /

/** To know somebody before a call. */
const BRIEFING =
  / (?:background|briefing|brief me|rundown|run down|fill me in|lowdown|low down|bring me up to speed|catch me up|who (?:are|is) (?:they|that|this|he|she)|how (?:do|does) (?:they|it|he|she) stand|how are they doing with us|account state|account status|state of (?:the |their )?account|need to know about|should i know about|the story (?:with|of|on|behind)|deal with|info (?:on|about)|information (?:on|about)|intel on|picture of|case of|dossier|profile) /

/** "tell me about Ridgeline", "why is it held", "what do we owe Lumen": one seller as it stands. */
export function readProfile(written: Written): Request | null {
  const { plain, text, periods } = written.lexed
  const sellers = sellersIn(written)
  const isUnpaid = UNPAID.test(` ${written.question.toLowerCase().replace(/[?!.,]/g, ' ')} `)
  if (
    sellers.length === 0 ||
    (periods.length > 0 && !isUnpaid) ||
    (/ [ma]:/.test(text) &&
      !(/^ (?:why|what is holding|is|are|can|may|when|has) /.test(plain) && MONEY_OUT.test(text))) ||
    / person | people | owner | human /.test(plain)
  )
    return null
  const named = written.lexed.unnamed.replace(/ f:seller:\S+/g, ' f:seller')
  const isDescribed =
    /^ (?:please |can you |could you )*(?:describe|summari[sz]e|give me an overview of|overview of|who are|who is) f:seller $/.test(
      named,
    )
  return isDescribed ||
    BRIEFING.test(plain) ||
    isUnpaid ||
    ((PROFILE.test(plain) || PROFILE.test(named)) && ABOUT.test(plain))
    ? callOfEach('seller_profile', sellers)
    : null
}

/** "which sellers are on hold", "find seller nordic". */
export function readSellers({ question, lexed: { plain, text } }: Written): Request | null {
  if (/ (?:m:(?!active_sellers)\w+|a:\w+) /.test(text)) return null
  const isNarrowed = / f:/.test(text)
  const asks = / (?:sellers|merchants|vendors|accounts|shops|who|anyone|anybody|which seller|any seller) /.test(plain)
  if (asks && isNarrowed && / (?:on hold|held|restricted|ready|frozen) /.test(plain))
    return say(
      'I list sellers by name and standing: not by country, category or currency. Shall I list all of that standing?',
    )
  if (asks && / (?:on hold|held|are holding|under hold|a hold|frozen|suspended) /.test(plain))
    return call('find_sellers', { standing: 'held' })
  if (asks && / (?:are|is) ready | ready (?:sellers|for|to) /.test(plain))
    return call('find_sellers', { standing: 'ready' })
  if (asks && / (?:restricted|disabled|limited|restrictions?) /.test(plain))
    return call('find_sellers', { standing: 'restricted' })
  const name =
    /^\s*(?:please\s+)?(?:find|search(?: for)?|look up|show me|is there|do we have)\s+(?:the\s+|an?\s+|any\s+)?(?:sellers?|merchants?|shops?)\s+(?:called|named|like|with the name)?\s*["“]?([^"”?]{2,80})["”]?\??\s*$/i.exec(
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

const DEFINES =
  /^ (?:please |can you |could you )*(?:what (?:does|do|is meant by|exactly is|counts as|goes into|is included in|is the (?:definition|meaning|formula) (?:of|for)|is the difference between)|define|definition of|meaning of|explain(?: to me)?(?: what| how)?|how (?:is|are|was|were|do you|do we|does tieout)|what is(?: an?)?) /
const OF_MEANING =
  / (?:mean|means|meaning|meant|calculated|computed|defined|measured|worked out|counted|determined|definition|define|formula|difference between|counts as|goes into|included in|calculate|compute|measure|explain|contain|include) /
/** A thing of the console, and what it is. */
const NOUN =
  /^ (?:what (?:is|are)(?: an?)?|define|what does|explain what)(?: an?| the)? (?:variances?|variance class(?:es)?|settlements?|holds?|contracts?|proposals?|payouts?|cohorts?|reconciliation|chargebacks?|disputes?|tie outs?|invariants?|sealed days?|vintages?)(?: \w+)?(?: (?:is|mean|means))? $/
const BARE = /^ what is(?: an?)? [mw]:\w+ $/

/** "How is take rate calculated", "what does net volume mean": the page that defines it. */
export function readDefinition({ question, lexed }: Written): Request | null {
  const { plain, text, periods } = lexed
  if (periods.length > 0 || / f:/.test(text)) return null
  if (NOUN.test(plain)) return call('search_policies', { words: question.trim().slice(0, 400) })
  if (!/ [mwa]:/.test(text)) return null
  const isPart =
    /^ (?:does|do|is|are) /.test(plain) &&
    / (?:include|includes|included|contain|contains|count towards|counted in) /.test(plain)
  const isMeant = isPart || (DEFINES.test(plain) && (isPart || OF_MEANING.test(plain)) && !/ c:| why /.test(text))
  return isMeant || BARE.test(text) ? call('search_policies', { words: question.trim().slice(0, 400) }) : null
}

import { type AnalyticsQuery, analyticsQuery } from '#lib/analytics/schema.ts'

/** What was looked up before: a call, and what the tool told. */
export type LookedUp = { readonly tool: string; readonly input: unknown; readonly told: unknown }

const NOUN = '(?:seller|merchant|vendor|shop|store|account)'
const THIS = new RegExp(`\\b(?:this|the current|the shown) ${NOUN}\\b`, 'gi')
const THAT = new RegExp(`\\b(?:that|the same|said) ${NOUN}\\b`, 'gi')
const THOSE = new RegExp(`\\b(?:these|those|the same|both) ${NOUN}s\\b`, 'gi')
const OWNED = /\b(?:its|their|his|her)\b/gi
/** "It" where it sells or owes; "show it by month" is the answer. */
const ITSELF =
  /(?<!\b(?:show|make|split|convert|break|sort|compare|do|give|put|is there|plot|rank|order|if|whether|was|about|for|with) )\b(?:it|they|them)\b(?! (?:by|as|in a|per|to|with|over|against|for)\b)/gi
const WAS = /\b(?:is|was|are|were|has|have|did|does|do|about|with|for|to) (?:it|they|them)\b/gi
const PAYOUT = /\b(?:this|that|the shown) (?:bank )?payout\b/gi

/** Several sellers beside each other are no more than this. */
const TOLD_MAX = 3

export type Pointed =
  | { readonly text: string }
  /** It points at a seller, and nobody can tell which. */
  | { readonly asks: string }

/** "Which sellers … and did they": they are those sellers, and not the page's. */
const SEVERAL = new RegExp(`\\b(?:${NOUN}s|which ${NOUN}|who|whose)\\b`, 'i')
const SAID_BEFORE = new RegExp(
  `(?:\\b${NOUN}s\\b|first sale|cohort|starters|newcomers|joined).+\\b(?:these|those|the same) ${NOUN}s\\b`,
  'i',
)
const WHICH = 'Which seller do you mean? Name it, or ask on its page. Which one?'

/** What a page shows: its seller, its payout. */
function shown(page: string): { readonly seller: string | null; readonly payout: string | null } {
  const seller = /^\/sellers\/(sel_\w+)/.exec(page)?.[1] ?? null
  const payout = /^\/payouts\/(acct_\w+)\/(po_\w+)/.exec(page)
  return { seller: seller ?? payout?.[1] ?? null, payout: payout?.[2] ?? null }
}

/**
 * The question with "this seller", "its", "that payout" said by their ids: what the page shows, or who was looked up before. The
 * page comes first for "this", the conversation for "that".
 */
export function pointedOut(question: string, page: string, before: readonly LookedUp[]): Pointed {
  const { seller, payout } = shown(page)
  const earlier = sellersTold(before)
  const ofPage = seller === null ? earlier : [seller]
  const ofTalk = earlier.length > 0 ? earlier : ofPage
  const named = /\b(?:sel|acct)_\w+/.test(question)
  let text = payout === null ? question : question.replace(PAYOUT, `payout ${payout}`)
  for (const [pattern, ids] of [
    [THIS, ofPage],
    [THAT, ofTalk],
    [THOSE, earlier],
  ] as const) {
    if (!pattern.test(text)) continue
    pattern.lastIndex = 0
    // "Sellers who joined in Q1: how many of those sellers …": said in the same question.
    if (ids.length === 0 && pattern === THOSE && SAID_BEFORE.test(text)) {
      text = text.replace(pattern, 'them')
      continue
    }
    if (ids.length === 0) return { asks: WHICH }
    text = text.replace(pattern, listed(ids))
  }
  const one = seller === null ? earlier : [seller]
  if (one.length === 0 || named || text !== question || SEVERAL.test(question)) return { text }
  return { text: withPronouns(text, one) }
}

const listed = (ids: readonly string[]): string => ids.join(' and ')

function withPronouns(text: string, ids: readonly string[]): string {
  const whose = listed(ids)
  return text
    .replace(OWNED, `${whose}'s`)
    .replace(WAS, (found) => `${found.split(' ').slice(0, -1).join(' ')} ${whose}`)
    .replace(ITSELF, whose)
    .replace(/\bhere\b/gi, `of ${whose}`)
}

/** Who the last look-up was about: sellers that it named, or the first of a ranking. */
export function sellersTold(before: readonly LookedUp[]): string[] {
  const last = before.at(-1)
  if (last === undefined) return []
  const { input, told } = last
  if (last.tool !== 'query_metrics') {
    const named = typeof input === 'object' && input !== null && 'seller' in input ? input.seller : null
    return typeof named === 'string' ? [named] : []
  }
  const query = analyticsQuery.safeParse(input)
  if (!query.success) return []
  const filter = query.data.filters.find(({ dimension, is }) => dimension === 'seller' && is === 'one_of')
  if (filter !== undefined && filter.values.length <= TOLD_MAX) return [...filter.values]
  return isRankedBySeller(query.data) ? sellersOfRows(told).slice(0, TOLD_MAX) : []
}

const isRankedBySeller = ({ dimensions, order, limit }: AnalyticsQuery) =>
  dimensions.length === 1 && dimensions[0] === 'seller' && order !== null && limit <= TOLD_MAX

function sellersOfRows(told: unknown): string[] {
  const facts = typeof told === 'object' && told !== null && 'facts' in told ? told.facts : null
  const rows =
    typeof facts === 'object' && facts !== null && 'rows' in facts && Array.isArray(facts.rows) ? facts.rows : []
  const ids = rows.flatMap((row: unknown) => {
    const seller = typeof row === 'object' && row !== null && 'seller' in row ? row.seller : null
    const id = typeof seller === 'object' && seller !== null && 'id' in seller ? seller.id : null
    return typeof id === 'string' && id !== '' ? [id] : []
  })
  return [...new Set(ids)]
}

import type { Today } from '#lib/analytics/period/read-period.ts'
import { lex } from '../grammar/lex.ts'
import { isDeed, PERSONAL } from '../grammar/lexicon.ts'
import { normalise } from '../grammar/text.ts'
import { corrected } from '../grammar/typos.ts'
import type { Names } from '../grammar/vocabulary.ts'
import { readForecastRequest } from './forecast-requests.ts'
import {
  readApprovals,
  readDefinition,
  readLastPayout,
  readObject,
  readPolicies,
  readProfile,
  readReconciliation,
  readSellers,
  readVariances,
} from './look-up-requests.ts'
import { readAdjustment, readDraft, readHold, readResolution, WHY_HOLD } from './proposal-requests.ts'
import type { Request, Written } from './request.ts'

export type Around = { readonly names: Names; readonly now: Today; readonly page: string }

/** Words of requests that are long enough to be known when mistyped. */
const WORDS = new Set(
  `explain explained explains payout payouts settlement settlements approval approvals approve approved proposal proposals propose proposed
   variance variances discrepancy discrepancies reconciliation reconcile reconciled unmatched waiting pending restricted rejected executed
   expired blocked resolved policy policies procedure procedures guideline guidelines message messages adjustment adjustments because
   everything invoice charge charges seller sellers merchant merchants transfer transfers reversal reversals regarding documents refund
   refunds refunded volume dispute disputes platform processor change changed`.split(/\s+/),
)

/** Longer than this is no request. */
const REQUEST_MAX = 1_000

/** In order: what is to be done comes before what is to be seen, one object before lists. */
const PROPOSALS = [readDraft, readHold, readAdjustment, readResolution] as const
const LOOK_UPS = [
  readForecastRequest,
  readPolicies,
  readDefinition,
  readLastPayout,
  readObject,
  readApprovals,
  readVariances,
  readReconciliation,
  readSellers,
  readProfile,
] as const

/** A question that another tool than the metrics answers; null when it is none. Pure. */
export function readRequest(question: string, { names, now, page }: Around): Request | null {
  if (question.length > REQUEST_MAX) return null
  const read = lex(question, names, now)
  // Corrections there are made towards the words of the metrics: what is asked here has words of its own.
  const lexed = { ...read, plain: corrected(normalise(question), WORDS).text }
  if (PERSONAL.test(read.unnamed) && readDraft({ question, lexed, page }) === null) return null
  const written = { question, lexed, page }
  const proposal = firstOf(PROPOSALS, written)
  if (proposal !== null) return proposal
  // What else asks for a deed is no look-up, whatever it names.
  return isDeed(read.text) ? null : firstOf(LOOK_UPS, written)
}

function firstOf(readers: readonly ((written: Written) => Request | null)[], written: Written): Request | null {
  for (const reader of readers) {
    const request = reader(written)
    if (request !== null) return request
  }
  return null
}

/** The reason that was asked back for, given by itself. */
export function withReason(before: string, answer: string, around: Around): Request | null {
  const asked = readRequest(before, around)
  const isWhy = asked?.kind === 'say' && (asked.text === WHY_HOLD || asked.text.startsWith('Why?'))
  if (!isWhy || readRequest(answer, around) !== null || answer.trim().length < 3) return null
  return readRequest(`${before.replace(/[.!?\s]+$/, '')} because ${answer.replace(/^\s*because\s+/i, '')}`, around)
}

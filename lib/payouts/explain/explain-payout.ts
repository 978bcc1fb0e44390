import { clock } from '#lib/platform/clock.ts'
import { read, type Scope } from '#lib/platform/db.ts'
import { type ExplainLocale, explainLocaleOfCountry, type PayoutExplanation } from './explanation-model.ts'
import { readExplainFacts } from './read-explain-facts.ts'
import { explainInWords } from './words.ts'

/**
 * A payout told to its seller in one of our languages (null: the one of the seller's country), from the facts of now. Works for the console and under a seller's own role,
 * where another seller's payout does not exist. Null when there is none. `account` where the same id may be on several.
 */
export function explainPayout(
  scope: Scope,
  payoutId: string,
  locale: ExplainLocale | null,
  account?: string,
): Promise<PayoutExplanation | null> {
  return read(scope, async (tx) => {
    const facts = await readExplainFacts(tx, { payoutId, account, at: clock.now() })
    return facts === null ? null : explainInWords(facts, locale ?? explainLocaleOfCountry(facts.country))
  })
}

import { EXPLAIN_LOCALES, type ExplainLocale, explainLocaleOfCountry } from './explanation-model.ts'

/** SQL for the language that a seller's people chose in their portal, its owner's first; null where nobody did. `$1` is the entity. */
export const CHOSEN_LOCALE = `(SELECT w.locale FROM role_grant g JOIN person w ON w.id = g.person_id
   WHERE g.entity_id = $1 AND g.role = 'seller' AND g.seller_id = s.id AND w.locale <> ''
   ORDER BY g.seller_role <> 'owner', w.id LIMIT 1)`

/** What a seller is written in: what its people chose, else what is read in its country. */
export function languageOf({
  chosen,
  country,
}: {
  readonly chosen: string | null
  readonly country: string
}): ExplainLocale {
  return EXPLAIN_LOCALES.find((locale) => locale === chosen) ?? explainLocaleOfCountry(country)
}

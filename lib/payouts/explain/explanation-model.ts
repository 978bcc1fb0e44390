/** The languages a payout is explained in. */
export const EXPLAIN_LOCALES = ['en', 'de', 'es', 'fr', 'ja'] as const
export type ExplainLocale = (typeof EXPLAIN_LOCALES)[number]

/** What each language calls itself, for a choice of languages. */
export const LOCALE_NAMES: Readonly<Record<ExplainLocale, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  ja: '日本語',
}

/** The language nearest to a tag such as `de-AT`; English where we have none. */
export function explainLocaleOf(tag: string): ExplainLocale {
  const language = tag.trim().toLowerCase().split(/[-_]/)[0]
  return EXPLAIN_LOCALES.find((locale) => locale === language) ?? 'en'
}

/** Countries whose sellers read one of our languages but English. */
const COUNTRIES: Readonly<Record<string, ExplainLocale>> = {
  ...{ DE: 'de', AT: 'de', CH: 'de', LI: 'de', FR: 'fr', BE: 'fr', LU: 'fr', MC: 'fr', JP: 'ja' },
  ...{ ES: 'es', MX: 'es', AR: 'es', CL: 'es', CO: 'es', PE: 'es', UY: 'es', EC: 'es', CR: 'es', DO: 'es' },
}

/** What a seller of a country most likely reads, where nobody said: a person may choose another. */
export function explainLocaleOfCountry(country: string): ExplainLocale {
  const code = country.toUpperCase()
  return Object.hasOwn(COUNTRIES, code) ? (COUNTRIES[code] ?? 'en') : 'en'
}

export type ExplanationBar = {
  /** What it is, the same in every language: `sales`, `refunds`, `fees` … */
  readonly key: string
  readonly label: string
  /** Minor units of the payout's currency, signed as it counts: a refund is negative. */
  readonly amountMinor: bigint
}

/** A payout told to its seller: no id of the platform, and no figure that is not in the facts. */
export type PayoutExplanation = {
  readonly payoutId: string
  readonly locale: ExplainLocale
  readonly headline: string
  readonly paragraphs: readonly string[]
  /** What it is made of. Their sum is the payout, to the minor unit. */
  readonly bars: readonly ExplanationBar[]
  readonly currency: string
  /** The payout before it that it is compared with; null for the first. */
  readonly comparedWith: string | null
  /** What the bars are, and what their sum is called, in the same language. */
  readonly caption: string
  readonly totalLabel: string
}

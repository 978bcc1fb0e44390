import type { AnalyticsQueryInput } from '#lib/analytics/schema.ts'
import type { Correction } from './typos.ts'

/** What the grammar made of a question. */
export type Reading = { readonly corrections: readonly Correction[] } & (
  | {
      readonly kind: 'query'
      readonly query: AnalyticsQueryInput
      /** It changed the question before. */
      readonly isFollowUp: boolean
      /** Wants parts of the whole beside the amounts. */
      readonly wantsShare: boolean
    }
  | {
      readonly kind: 'ask_back'
      readonly question: string
      readonly choices: readonly { readonly label: string; readonly query: AnalyticsQueryInput }[]
    }
  | {
      readonly kind: 'refused'
      readonly why: 'not_kept' | 'personal' | 'deed' | 'not_understood'
      readonly sentence: string
    }
)

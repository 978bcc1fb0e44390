import { canonicalJson, hashArguments } from '#lib/approvals/canonical.ts'
import { type WireTerms, wireTerms } from '#lib/contracts/agreement-model.ts'
import type { ParsedTerms } from '#lib/contracts/schema.ts'

/** What a seller accepts: SHA-256 of the terms in canonical form, hex. Their first day is the day of acceptance, so it stands apart. */
export function termsHash(terms: ParsedTerms): string {
  const { effectiveOn: _, ...rest } = wireTerms(terms)
  return hashArguments(canonicalJson(rest))
}

/** What of its terms a seller reads: neither whom they pay besides, nor when they alarm us, nor what is for others. */
export function ownTerms(terms: ParsedTerms): Omit<WireTerms, 'tiers' | 'feeAlertBps' | 'maxTotalBps'> {
  const { tiers: _tiers, feeAlertBps: _alert, maxTotalBps: _most, rules, ...rest } = wireTerms(terms)
  return { ...rest, rules: rules.filter(({ sellerId }) => sellerId === '') }
}

import type { Agreement } from './model.ts'
import type { ParsedTerms } from './schema.ts'

type Wire<T> = T extends bigint
  ? string
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T

/** Terms as JSON carries them: amounts in minor units as text. */
export type WireTerms = Wire<ParsedTerms>

export function wireTerms(terms: ParsedTerms): WireTerms {
  return JSON.parse(JSON.stringify(terms, (_, value) => (typeof value === 'bigint' ? value.toString() : value)))
}

/** What terms that are not effective yet would be, for previews, differences and examples. */
export function agreementOf({ effectiveOn: _on, rules, tiers, ...terms }: ParsedTerms): Agreement {
  return {
    ...terms,
    tiers,
    rules: rules.map((rule, index) => ({
      ...rule,
      id: `rule_${index + 1}`,
      position: index + 1,
      priority: rule.priority ?? index + 1,
    })),
  }
}

/** The terms that would make an agreement again, from a day on: what a new draft starts from. */
export function termsOf(agreement: Agreement, effectiveOn: string): ParsedTerms {
  const { rules, tiers, ...conditions } = agreement
  const {
    feeBearer,
    commissionBase,
    isShippingCharged,
    isTipCharged,
    discountFunder,
    isDiscountCharged,
    commissionOnRefund,
    earned,
    earnedDays,
    debitDelayDays,
    fxBearer,
    runCycle,
    platformLiableForTax,
    feeAlertBps,
    maxTotalBps,
    holdDays,
    reserveBps,
    reserveDays,
  } = conditions
  return {
    effectiveOn,
    feeBearer,
    commissionBase,
    isShippingCharged,
    isTipCharged,
    discountFunder,
    isDiscountCharged,
    commissionOnRefund,
    earned,
    earnedDays,
    debitDelayDays,
    fxBearer,
    runCycle,
    platformLiableForTax,
    feeAlertBps,
    maxTotalBps,
    holdDays,
    reserveBps,
    reserveDays,
    rules: rules.map(({ id: _id, position: _position, steps, ...rule }) => ({ ...rule, steps: [...steps] })),
    tiers: [...tiers],
  }
}

import type { PortalLocale } from '#lib/access/seller-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import { fill, type Words, wordsIn } from './words-model.ts'

/** One rule of the seller's contract; amounts as text, in minor units of its currency. */
export type OwnRule = {
  readonly id: string
  readonly isStacked: boolean
  readonly takenOf: 'base' | 'rest'
  readonly category: string
  readonly lineType: string
  readonly fromOn: string | null
  readonly untilOn: string | null
  readonly percentBps: number
  readonly fixedMinor: string
  readonly minMinor: string | null
  readonly maxMinor: string | null
  readonly overMinor: string | null
  readonly uptoMinor: string | null
  readonly steps: readonly { readonly overMinor: string; readonly percentBps: number }[]
  readonly currency: string
}

/** What of a contract its seller reads: neither whom else it pays nor when it alarms us. */
export type OwnTerms = {
  readonly name: string
  readonly version: number
  readonly feeBearer: 'platform' | 'seller'
  readonly commissionBase: 'gross' | 'net_of_tax'
  readonly isShippingCharged: boolean
  readonly isTipCharged: boolean
  readonly commissionOnRefund: 'in_proportion' | 'in_full' | 'kept'
  readonly holdDays: number
  readonly reserveBps: number
  readonly reserveDays: number
  readonly rules: readonly OwnRule[]
}

/** A rule in the seller's language: "12.5 % of the sale, at least 1.00 USD (category ceramics)". */
export function ruleInWords(rule: OwnRule, base: OwnTerms['commissionBase'], locale: PortalLocale): string {
  const words = wordsIn(locale)
  const money = (minor: string) => formatMoney({ minor: BigInt(minor), currency: rule.currency }, { locale })
  const limit = (sentence: string, minor: string | null) =>
    minor === null ? '' : fill(sentence, { amount: money(minor) })
  const percent = (bps: number) => percentInWords(bps, locale)
  const parts = [
    fill(words.rule, { percent: percent(rule.percentBps), base: baseOf(rule, base, words) }),
    limit(words.ruleOver, rule.overMinor),
    limit(words.ruleUpto, rule.uptoMinor),
    BigInt(rule.fixedMinor) === 0n ? '' : fill(words.rulePlus, { amount: money(rule.fixedMinor) }),
    ...rule.steps.map((step) =>
      fill(words.ruleStep, { percent: percent(step.percentBps), amount: money(step.overMinor) }),
    ),
    limit(words.ruleMin, rule.minMinor),
    limit(words.ruleMax, rule.maxMinor),
  ]
  const about = [
    rule.category === '' ? '' : fill(words.ruleCategory, { name: rule.category }),
    rule.lineType === '' ? '' : fill(words.ruleLineType, { name: rule.lineType }),
    rule.fromOn === null ? '' : fill(words.ruleFrom, { day: rule.fromOn }),
    rule.untilOn === null ? '' : fill(words.ruleUntil, { day: rule.untilOn }),
  ].filter((part) => part !== '')
  const said = parts.filter((part) => part !== '').join(', ')
  const whole = about.length === 0 ? said : `${said} (${about.join(', ')})`
  return rule.isStacked ? fill(words.ruleAlso, { rule: whole }) : whole
}

const baseOf = ({ takenOf }: OwnRule, base: OwnTerms['commissionBase'], words: Words) =>
  takenOf === 'rest' ? words.baseRest : base === 'net_of_tax' ? words.baseNet : words.baseGross

/** Basis points as a language writes them: 1250 is "12.5 %". */
function percentInWords(bps: number, locale: PortalLocale): string {
  const digits = String(bps).padStart(3, '0')
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(text as Intl.StringNumericLiteral)} %`
}

/** Everything else that was agreed and concerns the seller, a sentence each. */
export function conditionsInWords(terms: OwnTerms, locale: PortalLocale): string[] {
  const words = wordsIn(locale)
  const onRefund = { in_proportion: words.refundInProportion, in_full: words.refundInFull, kept: words.refundKept }
  return [
    terms.feeBearer === 'seller' ? words.feeBearerSeller : words.feeBearerPlatform,
    onRefund[terms.commissionOnRefund],
    terms.isShippingCharged ? '' : words.shippingFree,
    terms.isTipCharged ? '' : words.tipFree,
    terms.holdDays === 0 ? '' : fill(words.holdDays, { days: String(terms.holdDays) }),
    terms.reserveBps === 0 || terms.reserveDays === 0
      ? ''
      : fill(words.reserveDays, { percent: percentInWords(terms.reserveBps, locale), days: String(terms.reserveDays) }),
  ].filter((sentence) => sentence !== '')
}

import { barsOf, type Change, changesOf, type FactBar } from './bars.ts'
import type { ExplainLocale, PayoutExplanation } from './explanation-model.ts'
import type { ExplainFacts, PayoutTerms } from './facts-model.ts'
import { convertedIn, idleDaysOf, kindName, salesIn } from './figures.ts'
import { localChange } from './locale-format.ts'
import type { MessageKey } from './messages/en.ts'
import { CATALOGUES, type Fill, say } from './messages/say.ts'

/** How many changes against the payout before are named. */
const CHANGES_NAMED = 3

/** A payout in words of one language: the same facts always give the same words. */
export function explainInWords(facts: ExplainFacts, locale: ExplainLocale): PayoutExplanation {
  const { payout, last, currency } = facts
  const told = teller(locale, currency)
  const paragraphs = [madeOf(payout, told), comparison(facts, told), reasons(facts, told), proof(facts, told)]
  return {
    payoutId: payout.payoutId,
    locale,
    headline: headline(payout, told),
    paragraphs: paragraphs.map((sentences) => sentences.join(locale === 'ja' ? '' : ' ')).filter((text) => text !== ''),
    bars: barsOf(payout).map(({ key, minor }) => ({ key, label: told.label(key), amountMinor: minor })),
    currency,
    comparedWith: last?.payoutId ?? null,
    caption: told.say('bar.caption'),
    totalLabel: told.say('bar.total'),
  }
}

type Teller = {
  say(key: MessageKey, fills?: Readonly<Record<string, Fill>>): string
  /** The amount without its sign: the words say which way it went. */
  size(minor: bigint): Fill
  signed(minor: bigint): Fill
  label(key: FactBar['key']): string
  change(change: Change): string
  list(parts: readonly string[]): string
}

function teller(locale: ExplainLocale, currency: string): Teller {
  const label = (key: FactBar['key']): string =>
    key.startsWith('kind:')
      ? say(locale, 'bar.kind', { kind: { text: kindName(key) } })
      : say(locale, `bar.${key}` as MessageKey)
  return {
    say: (key, fills) => say(locale, key, fills),
    size: (minor) => ({ amount: { minor: minor < 0n ? -minor : minor, currency } }),
    signed: (minor) => ({ amount: { minor, currency } }),
    label,
    change: ({ key, minor }) => `${label(key)} ${localChange(locale, { minor, currency })}`,
    list: (parts) => new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(parts),
  }
}

const HEADLINES: Readonly<Record<string, MessageKey>> = {
  paid: 'headline.paid',
  in_transit: 'headline.in_transit',
  pending: 'headline.pending',
  failed: 'headline.failed',
  canceled: 'headline.canceled',
}

function headline({ status, amountMinor, madeOn, arrivesOn }: PayoutTerms, told: Teller): string {
  const key = HEADLINES[status] ?? 'headline.pending'
  const isBack = key === 'headline.failed' || key === 'headline.canceled'
  if (amountMinor < 0n && !isBack)
    return told.say('headline.debit', { amount: told.size(amountMinor), day: { day: arrivesOn } })
  return told.say(key, { amount: told.size(amountMinor), day: { day: isBack ? madeOn : arrivesOn } })
}

/** Which sentence tells a bar, by its sign; bars without one of their own are told by their label. */
const PARTS: Readonly<Record<string, { readonly gained?: MessageKey; readonly lost?: MessageKey }>> = {
  available: { gained: 'part.available' },
  sales: { gained: 'part.sales' },
  kept_back: { lost: 'part.kept_back' },
  refunds: { lost: 'part.refunds' },
  marketplace_fees: { lost: 'part.marketplace_fees' },
  fees: { lost: 'part.fees' },
  disputes: { lost: 'part.disputes', gained: 'part.disputes_won' },
  reserves: { lost: 'part.reserves', gained: 'part.reserves_released' },
  carried: { lost: 'part.carried' },
  returned: { gained: 'part.returned' },
  adjustments: { lost: 'part.adjustments', gained: 'part.adjustments_gained' },
  stays: { lost: 'part.stays' },
}

function madeOf(payout: PayoutTerms, told: Teller): string[] {
  return barsOf(payout).map(({ key, count, minor }) => {
    if (key === 'unitemised') return told.say('part.unitemised')
    const part = Object.hasOwn(PARTS, key) ? PARTS[key]?.[minor > 0n ? 'gained' : 'lost'] : undefined
    if (part !== undefined) return told.say(part, { count: { count }, amount: told.size(minor) })
    return told.say('part.line', { label: { text: told.label(key) }, amount: told.signed(minor) })
  })
}

function comparison(facts: ExplainFacts, told: Teller): string[] {
  const { payout, last } = facts
  if (last === null) return [told.say('compare.first')]
  const difference = payout.amountMinor - last.amountMinor
  const day: Fill = { day: last.madeOn }
  if (difference === 0n) return [told.say('compare.same', { day })]
  const first = told.say(difference < 0n ? 'compare.lower' : 'compare.higher', {
    amount: told.size(difference),
    day,
    last: told.signed(last.amountMinor),
  })
  // Before both are itemised, what changed is that one is not.
  if (payout.isWaiting || last.isWaiting) return [first]
  const changes = changesOf(facts).slice(0, CHANGES_NAMED).map(told.change)
  const sales = { count: { count: salesIn(payout) }, before: { count: salesIn(last) } }
  return [
    first,
    ...(changes.length === 0 ? [] : [told.say('compare.changed', { list: { text: told.list(changes) } })]),
    ...(sales.count.count === sales.before.count ? [] : [told.say('compare.sales', sales)]),
  ]
}

function reasons(facts: ExplainFacts, told: Teller): string[] {
  const { payout, failedBefore, stayed } = facts
  const isBack = payout.status === 'failed'
  const idle = isBack || payout.status === 'canceled' ? 0 : idleDaysOf(facts)
  const converted = payout.isWaiting ? 0 : convertedIn(payout)
  return [
    ...(isBack ? [told.say(codeKey(payout.failureCode)), told.say('why.returned_money')] : []),
    ...(failedBefore === null
      ? []
      : [
          told.say('why.failed_before', {
            amount: told.size(failedBefore.amountMinor),
            day: { day: failedBefore.madeOn },
          }),
          told.say(codeKey(failedBefore.failureCode)),
        ]),
    ...(facts.isPaused ? [told.say('why.paused')] : []),
    ...stayed.flatMap((part) => {
      const key = `why.${part.class}`
      return Object.hasOwn(CATALOGUES.en, key) ? [told.say(key as MessageKey, { amount: told.size(part.minor) })] : []
    }),
    ...(converted === 0 ? [] : [told.say('why.converted', { count: { count: converted } })]),
    ...(idle === 0 ? [] : [told.say('why.idle', { count: { count: idle } })]),
  ]
}

/** Stripe's failure codes (docs.stripe.com/api/payouts/failures) that a seller can do something about. */
function codeKey(code: string): MessageKey {
  const key = `code.${code}`
  return Object.hasOwn(CATALOGUES.en, key) ? (key as MessageKey) : 'code.unknown'
}

/** A seller's bank is not ours to see: the proof ends with the trace id and the days the bank has left. */
function proof({ payout, returnableUntil }: ExplainFacts, told: Teller): string[] {
  if (payout.status !== 'paid' || payout.amountMinor < 0n) return []
  return [
    payout.traceId === '' ? told.say('trace.none') : told.say('trace.id', { trace: { text: payout.traceId } }),
    ...(returnableUntil === '' ? [] : [told.say('trace.window', { day: { day: returnableUntil } })]),
  ]
}

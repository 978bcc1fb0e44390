import type { ExplainLocale, PayoutExplanation } from './explanation-model.ts'
import type { Figures } from './figures.ts'
import { localAmount } from './locale-format.ts'
import { say } from './messages/say.ts'

/** A sale of one seller on its way to the bank. Minor units of what the seller is owed. */
export type SaleFacts = {
  /** The order or invoice number that the seller knows it by. */
  readonly reference: string
  readonly currency: string
  readonly owedMinor: bigint
  /** When it reached the seller's Stripe balance, `2026-11-20`; empty while it did not. */
  readonly transferredOn: string
  /** Of the payout that took it to the bank; empty while none did. */
  readonly paidOutOn: string
}

/** A letter to a seller: `told` is what it says of facts, paragraph by paragraph; the rest is address and signature. */
export type Draft = {
  readonly subject: string
  readonly told: readonly string[]
  /** The amounts of the payout, line by line; empty where there is none. */
  readonly list: string
  readonly body: string
}

type Letter = {
  readonly locale: ExplainLocale
  readonly name: string
  readonly marketplace: string
  readonly sale: SaleFacts | null
  readonly explanation: PayoutExplanation | null
}

/** What a seller is written about a sale, a payout, or the payout that a sale went out with. */
export function draftMail({ locale, name, marketplace, sale, explanation }: Letter): Draft {
  const total = explanation?.bars.reduce((sum, { amountMinor }) => sum + amountMinor, 0n) ?? 0n
  const subject =
    sale === null
      ? say(locale, 'mail.payout', { amount: { amount: { minor: total, currency: explanation?.currency ?? 'USD' } } })
      : say(locale, 'mail.sale', { reference: { text: sale.reference } })
  const told = [
    ...(sale === null ? [] : [saleWords(locale, sale)]),
    ...(explanation === null ? [] : [explanation.headline, ...explanation.paragraphs]),
  ]
  const list = explanation === null ? '' : barList(explanation)
  return { subject, told, list, body: letter({ locale, name, marketplace, told, list }) }
}

type Parts = Pick<Letter, 'locale' | 'name' | 'marketplace'> & {
  readonly told: readonly string[]
  readonly list: string
}

/** Address, paragraphs, the list of amounts and the signature, as plain text. */
export function letter({ locale, name, marketplace, told, list }: Parts): string {
  const hello = say(locale, 'mail.hello', { name: { text: name } })
  return [hello, ...told, list, marketplace].filter((part) => part !== '').join('\n\n')
}

export function barList({ bars, caption, currency, locale, totalLabel }: PayoutExplanation): string {
  const total = bars.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  const rows = [...bars, { label: totalLabel, amountMinor: total }]
  return [
    caption,
    ...rows.map(({ label, amountMinor }) => `- ${label}: ${localAmount(locale, { minor: amountMinor, currency })}`),
  ].join('\n')
}

function saleWords(
  locale: ExplainLocale,
  { reference, currency, owedMinor, transferredOn, paidOutOn }: SaleFacts,
): string {
  const fills = { reference: { text: reference }, amount: { amount: { minor: owedMinor, currency } } }
  if (paidOutOn !== '') return say(locale, 'sale.paid_out', { ...fills, day: { day: paidOutOn } })
  return transferredOn === ''
    ? say(locale, 'sale.waiting', fills)
    : say(locale, 'sale.transferred', { ...fills, day: { day: transferredOn } })
}

/** Figures of a letter: those of the payout, of the sale, and names that hold digits. */
export function figuresOfLetter(
  figures: Figures | null,
  { sale, name, marketplace }: Pick<Letter, 'sale' | 'name' | 'marketplace'>,
): Figures {
  const base = figures ?? { currency: sale?.currency ?? 'USD', amounts: [], counts: [], days: [], texts: [] }
  const isSame = sale !== null && sale.currency === base.currency
  const days = sale === null ? [] : [sale.transferredOn, sale.paidOutOn].filter((day) => day !== '')
  return {
    ...base,
    amounts: [...base.amounts, ...(isSame ? [sale.owedMinor] : [])],
    days: [...base.days, ...days],
    texts: [...base.texts, name, marketplace, ...(sale === null ? [] : [sale.reference])],
  }
}

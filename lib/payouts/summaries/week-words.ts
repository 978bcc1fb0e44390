import { letter } from '../explain/draft-mail.ts'
import type { ExplainLocale } from '../explain/explanation-model.ts'
import { localAmount } from '../explain/locale-format.ts'
import { say } from '../explain/messages/say.ts'
import { lineMinor, type StatementLine, sumsOf } from '../statements/statement-model.ts'
import { STATEMENT_WORDS } from '../statements/statement-words-model.ts'

/** What moved of a seller's money in one currency, by the ledger. */
export type WeekOfCurrency = {
  readonly currency: string
  /** Owed to the seller when the week began, minor units. */
  readonly openingMinor: bigint
  readonly lines: readonly StatementLine[]
}

type Week = {
  readonly locale: ExplainLocale
  readonly name: string
  readonly marketplace: string
  /** Monday and Sunday, accounting days. */
  readonly first: string
  readonly last: string
  readonly currencies: readonly WeekOfCurrency[]
}

/** A seller's week: the sums of its statement's own words, from what was owed at the beginning to what is owed at the end. */
export function weekWords({ locale, name, marketplace, first, last, currencies }: Week): {
  subject: string
  body: string
} {
  const days = { first: { day: first }, last: { day: last } }
  const told = currencies.map(({ currency, openingMinor, lines }) => {
    const words = STATEMENT_WORDS[locale]
    const closingMinor = lines.reduce((sum, line) => sum + lineMinor(line), openingMinor)
    const rows = [
      { label: words.opening, minor: openingMinor },
      ...sumsOf(lines).map(({ key, minor }) => ({ label: words[`sum.${key}`], minor })),
      { label: words.closing, minor: closingMinor },
    ]
    const lead = say(locale, 'week.lead', { ...days, currency: { text: currency } })
    return [lead, ...rows.map(({ label, minor }) => `- ${label}: ${localAmount(locale, { minor, currency })}`)].join(
      '\n',
    )
  })
  return { subject: say(locale, 'mail.week', days), body: letter({ locale, name, marketplace, told, list: '' }) }
}

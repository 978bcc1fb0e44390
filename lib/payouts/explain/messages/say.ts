import type { ExplainLocale } from '../explanation-model.ts'
import { localAmount, localCount, localDay } from '../locale-format.ts'
import { de } from './de.ts'
import { type Catalogue, en, type MessageKey } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'

export const CATALOGUES: Readonly<Record<ExplainLocale, Catalogue>> = { en, de, es, fr, ja }

/** What fills a message: amounts, counts and days are written in the manner of the language, `text` as it is. */
export type Fill =
  | { readonly amount: { readonly minor: bigint; readonly currency: string } }
  | { readonly count: number }
  | { readonly day: string }
  | { readonly text: string }

/** One message in one language. A fill called `count` chooses the plural form. Throws on a place that nothing fills. */
export function say(locale: ExplainLocale, key: MessageKey, fills: Readonly<Record<string, Fill>> = {}): string {
  const message = CATALOGUES[locale][key]
  const { count } = fills
  const form =
    typeof message === 'string' || count === undefined || !('count' in count) ? 'other' : pluralOf(locale, count.count)
  const text = typeof message === 'string' ? message : (message[form] ?? message.other)
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const fill = fills[name]
    if (fill === undefined) throw new Error(`Nothing fills {${name}} of ${key}`)
    return written(locale, fill)
  })
}

const pluralOf = (locale: ExplainLocale, count: number) => new Intl.PluralRules(locale).select(count)

function written(locale: ExplainLocale, fill: Fill): string {
  if ('amount' in fill) return localAmount(locale, fill.amount)
  if ('count' in fill) return localCount(locale, fill.count)
  return 'day' in fill ? localDay(locale, fill.day) : fill.text
}

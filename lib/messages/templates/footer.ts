import type { PortalLocale } from '#lib/access/seller-model.ts'
import { categoryName, mailCategory } from './categories-model.ts'
import { mailWords } from './words-model.ts'

/** What stands under a mail: from whom, why, and how to get no more of its kind. */
export type Footer = {
  readonly lines: readonly string[]
  readonly stop: { readonly label: string; readonly href: string } | null
}

type Standing = {
  readonly locale: PortalLocale
  readonly category: string
  readonly marketplace: string
  /** The page on which its reader unsubscribes. */
  readonly stopAt: string
}

/** Mail that is always sent says so; other mail says how to stop it. */
export function footerOf({ locale, category, marketplace, stopAt }: Standing): Footer {
  const words = mailWords(locale)
  const known = mailCategory(category)
  const from = words.footerFrom(marketplace)
  return known === null
    ? { lines: [from, words.footerAlways], stop: null }
    : {
        lines: [from, words.footerStop(categoryName(known, locale))],
        stop: { label: words.stopLink, href: stopAt },
      }
}

/** The footer as plain text, parted from the words the way mail programs know. */
export const textOfFooter = ({ lines, stop }: Footer): string =>
  ['-- ', ...lines, ...(stop === null ? [] : [`${stop.label}: ${stop.href}`])].join('\n')

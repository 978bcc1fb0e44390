import type { PortalLocale } from '#lib/access/seller-model.ts'
import { de } from './words/de-model.ts'
import { en } from './words/en-model.ts'
import { es } from './words/es-model.ts'
import { fr } from './words/fr-model.ts'
import { ja } from './words/ja-model.ts'

export type Words = Readonly<Record<keyof typeof en, string>>

const CATALOGUE: Readonly<Record<PortalLocale, Words>> = { en, de, es, fr, ja }

/** The portal's words in one language. */
export const wordsIn = (locale: PortalLocale): Words => CATALOGUE[locale]

/** A sentence with its braces filled in. */
export const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)

/** The one of ours that a browser prefers, by its Accept-Language. */
export function localeOfBrowser(accepted: string): PortalLocale {
  const names = accepted.split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  for (const name of names) {
    const found = (Object.keys(CATALOGUE) as PortalLocale[]).find((locale) => locale === name)
    if (found !== undefined) return found
  }
  return 'en'
}

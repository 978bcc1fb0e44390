import type { PortalLocale } from '#lib/access/seller-model.ts'
import { de } from './words/de-model.ts'
import { en } from './words/en-model.ts'
import { es } from './words/es-model.ts'
import { fr } from './words/fr-model.ts'
import { ja } from './words/ja-model.ts'

export type Words = Readonly<Record<keyof typeof en, string>>

const CATALOGUE: Readonly<Record<PortalLocale, Words>> = { en, de, es, fr, ja }

/** What a seller reads on the way in, in one language. */
export const wordsIn = (locale: PortalLocale): Words => CATALOGUE[locale]

/** A sentence with its braces filled in; what is filled in is text and is not looked at again. */
export const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)

/** What is missing, in words, each once. */
export function todoWords(words: Words, todo: readonly string[]): string[] {
  const named = todo.map((key) => Object.entries(words).find(([name]) => name === `todo_${key}`)?.[1] ?? key)
  return [...new Set(named)]
}

import type { PortalLocale } from '#lib/access/seller-model.ts'
import { de } from './words/de-model.ts'
import { en } from './words/en-model.ts'
import { es } from './words/es-model.ts'
import { fr } from './words/fr-model.ts'
import { ja } from './words/ja-model.ts'

type Said<Value> = Value extends (...given: infer Given) => string ? (...given: Given) => string : string
export type MailWords = { readonly [Key in keyof typeof en]: Said<(typeof en)[Key]> }

const CATALOGUE: Readonly<Record<PortalLocale, MailWords>> = { en, de, es, fr, ja }

/** The words of mails in one language. */
export const mailWords = (locale: PortalLocale): MailWords => CATALOGUE[locale]

/** A day `2026-11-20` as it is written out in a language. */
export const dayIn = (locale: PortalLocale, day: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))

/** The month of a day in a language. */
export const monthIn = (locale: PortalLocale, day: string): string =>
  new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

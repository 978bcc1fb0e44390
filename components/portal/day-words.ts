import type { PortalLocale } from '#lib/access/seller-model.ts'

/** A day as a sentence says it: "Friday, 20 November". */
export const longDay = (on: string, locale: PortalLocale): string =>
  new Intl.DateTimeFormat(regionOf(locale), { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(`${on}T00:00:00Z`),
  )

/** A day as a list shows it: "20 Nov 2026". */
export const shortDay = (on: string, locale: PortalLocale): string =>
  new Intl.DateTimeFormat(regionOf(locale), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${on}T00:00:00Z`))

const regionOf = (locale: PortalLocale): string => (locale === 'en' ? 'en-GB' : locale)

/** What sellers' people may do in their portal, and the languages it speaks. Pure. */

export const SELLER_ROLES = ['owner', 'finance', 'viewer'] as const
export type SellerRole = (typeof SELLER_ROLES)[number]

export const isSellerRole = (name: string): name is SellerRole => SELLER_ROLES.some((role) => role === name)

/** Every permission of the portal and who holds it. */
export const SELLER_PERMISSIONS = {
  'portal.read': ['owner', 'finance', 'viewer'],
  'portal.ask': ['owner', 'finance', 'viewer'],
  'portal.self': ['owner', 'finance', 'viewer'],
  'portal.bank': ['owner', 'finance'],
  'portal.evidence': ['owner', 'finance'],
  'portal.mail': ['owner', 'finance'],
  'portal.people': ['owner'],
  'portal.terms': ['owner'],
} as const satisfies Record<string, readonly SellerRole[]>
export type SellerPermission = keyof typeof SELLER_PERMISSIONS

export const sellerHolds = (role: SellerRole, permission: SellerPermission): boolean =>
  SELLER_PERMISSIONS[permission].some((holder) => holder === role)

export const PORTAL_LOCALES = ['en', 'de', 'es', 'fr', 'ja'] as const
export type PortalLocale = (typeof PORTAL_LOCALES)[number]

/** The portal's language of that name; English for any other. */
export const portalLocale = (name: string): PortalLocale => PORTAL_LOCALES.find((locale) => locale === name) ?? 'en'

const LANGUAGE_OF: Readonly<Record<string, PortalLocale>> = {
  DE: 'de',
  AT: 'de',
  LI: 'de',
  ES: 'es',
  MX: 'es',
  AR: 'es',
  CL: 'es',
  CO: 'es',
  PE: 'es',
  FR: 'fr',
  MC: 'fr',
  JP: 'ja',
}

/** The language most sellers of a country read; English where that is not ours. */
export const localeOfCountry = (country: string): PortalLocale => LANGUAGE_OF[country] ?? 'en'

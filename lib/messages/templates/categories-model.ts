import type { PortalLocale } from '#lib/access/seller-model.ts'

/** Kinds of mail that a seller may do without, as they choose. All other mail is always sent. Pure. */

export const MAIL_CATEGORIES = ['weekly_summary', 'payout_explained', 'reminders'] as const
export type MailCategory = (typeof MAIL_CATEGORIES)[number]

const NAMES: Readonly<Record<PortalLocale, Readonly<Record<MailCategory, string>>>> = {
  en: {
    weekly_summary: 'Weekly summaries',
    payout_explained: 'Explained payouts',
    reminders: 'Reminders and new statements',
  },
  de: {
    weekly_summary: 'Wochenübersichten',
    payout_explained: 'Erklärte Auszahlungen',
    reminders: 'Erinnerungen und neue Abrechnungen',
  },
  es: {
    weekly_summary: 'Resúmenes semanales',
    payout_explained: 'Pagos explicados',
    reminders: 'Recordatorios y nuevos extractos',
  },
  fr: {
    weekly_summary: 'Résumés hebdomadaires',
    payout_explained: 'Versements expliqués',
    reminders: 'Rappels et nouveaux relevés',
  },
  ja: {
    weekly_summary: '週ごとのまとめ',
    payout_explained: '入金の説明',
    reminders: 'お知らせと新しい明細書',
  },
}

/** What a kind of mail is called in a language. */
export const categoryName = (category: MailCategory, locale: PortalLocale): string => NAMES[locale][category]

/** The kind of that name; null for any other, and for mail that is always sent. */
export const mailCategory = (name: string): MailCategory | null =>
  MAIL_CATEGORIES.find((category) => category === name) ?? null

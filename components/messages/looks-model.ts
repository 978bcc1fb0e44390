/** The ways a preview can be looked at. */
export const MAIL_LOOKS = ['light', 'dark', 'phone', 'text'] as const
export type MailLook = (typeof MAIL_LOOKS)[number]

export const LOOK_WORDS: Readonly<Record<MailLook, string>> = {
  light: 'Light',
  dark: 'Dark',
  phone: 'Phone',
  text: 'Text part',
}

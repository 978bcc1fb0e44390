import type { MessageDetail } from './list-messages.ts'
import { type KeptMail, type TemplateName, templateOf, versionOf } from './templates/catalogue.ts'
import { renderMail } from './templates/render-mail.ts'
import { stopPage } from './unsubscribe/token.ts'

/** A mail as a preview shows it: its colours chosen, its text part beside it. */
type DrawnMail = {
  readonly subject: string
  readonly html: { readonly light: string; readonly dark: string }
  readonly text: string
}

type Drawing = {
  readonly mail: KeptMail
  readonly category: string
  readonly stopAt: string
  readonly marketplace: string
}

async function draw(drawing: Drawing): Promise<Omit<DrawnMail, 'subject'>> {
  const [light, dark] = await Promise.all([
    renderMail({ ...drawing, scheme: 'light' }),
    renderMail({ ...drawing, scheme: 'dark' }),
  ])
  return { html: { light: light.html, dark: dark.html }, text: light.text }
}

/**
 * A message as it left or would leave; null for plain text and for systems. `isAsSent` says whether what is drawn now is, byte by byte,
 * what left; null where it cannot be said: it has not left, or a link was put in that nothing keeps.
 */
export async function drawMessage(
  message: MessageDetail,
  marketplace: string,
): Promise<(DrawnMail & { readonly isAsSent: boolean | null }) | null> {
  const { mail, category, id, kind, htmlHash, subject } = message
  if (mail === null) return null
  const drawing = { mail, category, marketplace, stopAt: category === '' ? '' : stopPage(id) }
  const isKnown = htmlHash !== '' && kind !== 'mail.sign_in'
  const [drawn, sent] = await Promise.all([draw(drawing), isKnown ? renderMail(drawing) : null])
  return { subject, ...drawn, isAsSent: sent === null ? null : sent.hash === htmlHash }
}

/** A template with its sample, in a language. */
export async function drawSample(
  name: TemplateName,
  locale: KeptMail['locale'],
  marketplace: string,
): Promise<DrawnMail> {
  const template = templateOf(name)
  const props = template.sample(locale)
  const mail = { template: name, version: versionOf(name), locale, props }
  const stopAt = 'https://money.example.com/unsubscribe/msg_example'
  const drawn = await draw({ mail, category: template.category, marketplace, stopAt })
  return { subject: template.letter(props, locale).subject, ...drawn }
}

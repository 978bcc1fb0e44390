import type { PortalLocale } from '#lib/access/seller-model.ts'
import { type KeptMail, letterOf, type PropsOf, type TemplateName, templateOf, versionOf } from './catalogue.ts'
import { textOf } from './letter.ts'

/** A mail to hand to `enqueueMessage` or `proposeMessage`, beside to whom and about what. */
type WrittenMail = {
  readonly subject: string
  /** The plain text. */
  readonly body: string
  readonly mail: KeptMail
}

/** Writes a mail by the newest version of its template. Pure; throws for props that the template refuses. */
export function writeMail<Name extends TemplateName>(
  name: Name,
  locale: PortalLocale,
  props: PropsOf<Name>,
): WrittenMail {
  const version = versionOf(name)
  const mail = { template: name, version, locale, props: templateOf(name, version).keep(props) }
  const letter = letterOf(mail)
  return { subject: letter.subject, body: textOf(letter), mail }
}

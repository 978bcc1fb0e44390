import { createHash } from 'node:crypto'
import type { KeptMail } from './catalogue.ts'
import { letterOf } from './catalogue.ts'
import { footerOf, textOfFooter } from './footer.ts'
import { textOf } from './letter.ts'
import type { Scheme } from './look.ts'

type Rendering = {
  readonly mail: KeptMail
  /** Of which kind one may unsubscribe; empty for mail that is always sent. */
  readonly category: string
  readonly marketplace: string
  readonly stopAt: string
  readonly scheme?: Scheme
}

export type RenderedMail = {
  readonly html: string
  /** The letter with its footer. */
  readonly text: string
  /** SHA-256 of the HTML, hex. */
  readonly hash: string
}

/**
 * Both parts of a mail, from what is kept of it: the same now as when it left. Loads what draws it on first use; call it outside
 * transactions. Throws for a template that was never there.
 */
export async function renderMail({ mail, category, marketplace, stopAt, scheme }: Rendering): Promise<RenderedMail> {
  const [{ render }, { layoutOf }] = await Promise.all([import('@react-email/render'), import('./layout.ts')])
  const letter = letterOf(mail)
  const footer = footerOf({ locale: mail.locale, category, marketplace, stopAt })
  const html = await render(
    layoutOf({
      ...{ letter, locale: mail.locale, marketplace, footer },
      ...(scheme === undefined ? {} : { scheme }),
    }),
  )
  const text = `${textOf(letter)}\n\n${textOfFooter(footer)}\n`
  return { html, text, hash: createHash('sha256').update(html).digest('hex') }
}

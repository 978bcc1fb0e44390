import type { z } from 'zod'
import type { PortalLocale } from '#lib/access/seller-model.ts'
import type { MailCategory } from './categories-model.ts'
import type { Letter } from './letter.ts'

type Writing<Schema extends z.ZodType> = {
  /** What operators call it. */
  readonly title: string
  /** When it is sent. */
  readonly when: string
  /** What one unsubscribes from; empty for mail that is always sent. */
  readonly category: MailCategory | ''
  readonly props: Schema
  readonly write: (props: z.output<Schema>, locale: PortalLocale) => Letter
  /** What the preview is given. */
  readonly sample: (locale: PortalLocale) => z.input<Schema>
}

/** One version of a template. Once mails were written with it, it never changes: what they say must be read again exactly. */
export type Template<Input = unknown> = Pick<Writing<z.ZodType>, 'title' | 'when' | 'category'> & {
  /** Props as they are kept with the message. Throws for what the template cannot use. */
  readonly keep: (props: unknown) => string
  /** The letter of kept props. */
  readonly letter: (kept: string, locale: PortalLocale) => Letter
  readonly sample: (locale: PortalLocale) => string
  /** Never there: tells the compiler what it is given. */
  readonly given?: Input
}

/** Makes a template: nothing reaches its words that its schema did not let through. */
export function defineTemplate<Schema extends z.ZodType>(writing: Writing<Schema>): Template<z.input<Schema>> {
  const { title, when, category, props, write, sample } = writing
  const keep = (given: unknown) => JSON.stringify(props.parse(given))
  return {
    ...{ title, when, category, keep },
    letter: (kept, locale) => write(props.parse(JSON.parse(kept)), locale),
    sample: (locale) => keep(sample(locale)),
  }
}

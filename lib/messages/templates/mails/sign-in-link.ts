import { z } from 'zod'
import { line, link } from '../props.ts'
import { defineTemplate } from '../template.ts'
import { mailWords } from '../words-model.ts'

export const signInLink = defineTemplate({
  title: 'Link to sign in',
  when: 'Somebody of a seller asks to be let into the portal.',
  category: '',
  props: z.object({ name: line, link }),
  write: ({ name, link: href }, locale) => {
    const words = mailWords(locale)
    return {
      subject: words.signInSubject,
      blocks: [
        { kind: 'text', text: words.hello(name) },
        { kind: 'text', text: words.signInLead },
        { kind: 'button', label: words.signInButton, href },
        { kind: 'text', text: words.signInIgnore },
      ],
    }
  },
  sample: () => ({ name: 'Rosa Lindqvist', link: '{link}' }),
})

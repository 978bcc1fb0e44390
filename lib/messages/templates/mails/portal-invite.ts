import { z } from 'zod'
import { line, link } from '../props.ts'
import { defineTemplate } from '../template.ts'
import { mailWords } from '../words-model.ts'

export const portalInvite = defineTemplate({
  title: 'Invitation to the portal',
  when: 'Somebody is given a place in a seller’s portal.',
  category: '',
  props: z.object({ name: line, by: line, seller: line, link }),
  write: ({ name, by, seller, link: href }, locale) => {
    const words = mailWords(locale)
    return {
      subject: words.inviteSubject(seller),
      blocks: [
        { kind: 'text', text: words.hello(name) },
        { kind: 'text', text: words.inviteLead(by, seller) },
        { kind: 'button', label: words.inviteButton, href },
      ],
    }
  },
  sample: () => ({
    name: 'Rosa Lindqvist',
    by: 'Olu Adeyemi',
    seller: 'Nordic Ceramics',
    link: 'https://money.example.com/portal/sign-in',
  }),
})

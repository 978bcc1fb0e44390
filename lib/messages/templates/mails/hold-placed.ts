import { z } from 'zod'
import { day, line, link, words as paragraphs } from '../props.ts'
import { defineTemplate } from '../template.ts'
import { dayIn, mailWords } from '../words-model.ts'

export const holdPlaced = defineTemplate({
  title: 'Payments are on hold',
  when: 'Transfers to a seller are held back, with what it has to do.',
  category: '',
  props: z.object({ name: line, reason: line, sellerMust: paragraphs, since: day, link, marketplace: line }),
  write: ({ name, reason, sellerMust, since, link: href, marketplace }, locale) => {
    const words = mailWords(locale)
    return {
      subject: words.holdSubject,
      blocks: [
        { kind: 'text', text: words.hello(name) },
        { kind: 'text', text: words.holdLead },
        {
          kind: 'facts',
          facts: [
            { label: words.factSince, value: dayIn(locale, since) },
            { label: words.factReason, value: reason },
          ],
        },
        ...(sellerMust.trim() === '' ? [] : [{ kind: 'text', text: `${words.factMust}: ${sellerMust}` } as const]),
        { kind: 'button', label: words.openPortal, href },
        { kind: 'text', text: marketplace },
      ],
    }
  },
  sample: () => ({
    name: 'Nordic Ceramics',
    reason: 'The bank account changed, and three other sellers are paid to it.',
    sellerMust: 'Send a bank statement that shows the name of the account.',
    since: '2026-11-20',
    link: 'https://money.example.com/portal',
    marketplace: 'Demo Marketplace',
  }),
})

import { z } from 'zod'
import { formatMoney } from '#lib/money/format.ts'
import { amount, day, line, link } from '../props.ts'
import { defineTemplate } from '../template.ts'
import { mailWords, monthIn } from '../words-model.ts'

export const statementReady = defineTemplate({
  title: 'A statement is ready',
  when: 'The statement of a month was issued.',
  category: 'reminders',
  props: z.object({ name: line, month: day, owed: amount, link, marketplace: line }),
  write: ({ name, month, owed, link: href, marketplace }, locale) => {
    const words = mailWords(locale)
    return {
      subject: words.statementSubject(monthIn(locale, month)),
      blocks: [
        { kind: 'text', text: words.hello(name) },
        { kind: 'text', text: words.statementLead(monthIn(locale, month)) },
        { kind: 'facts', facts: [{ label: words.factOwed, value: formatMoney(owed, { locale }) }] },
        { kind: 'button', label: words.openPortal, href },
        { kind: 'text', text: marketplace },
      ],
    }
  },
  sample: () => ({
    name: 'Nordic Ceramics',
    month: '2026-10-01',
    owed: { minor: '124050', currency: 'EUR' },
    link: 'https://money.example.com/portal/statements',
    marketplace: 'Demo Marketplace',
  }),
})

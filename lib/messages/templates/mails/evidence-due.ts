import { z } from 'zod'
import { formatMoney } from '#lib/money/format.ts'
import { amount, day, line, link } from '../props.ts'
import { defineTemplate } from '../template.ts'
import { dayIn, mailWords } from '../words-model.ts'

export const evidenceDue = defineTemplate({
  title: 'Evidence is due',
  when: 'A buyer disputes a payment, and the seller may send evidence until a day.',
  category: '',
  props: z.object({ name: line, amount, reason: line, dueOn: day, link, marketplace: line }),
  write: ({ name, amount: disputed, reason, dueOn, link: href, marketplace }, locale) => {
    const words = mailWords(locale)
    return {
      subject: words.evidenceSubject(dayIn(locale, dueOn)),
      blocks: [
        { kind: 'text', text: words.hello(name) },
        { kind: 'text', text: words.evidenceLead },
        {
          kind: 'facts',
          facts: [
            { label: words.factAmount, value: formatMoney(disputed, { locale }) },
            { label: words.factReason, value: reason },
            { label: words.factDue, value: dayIn(locale, dueOn) },
          ],
        },
        { kind: 'button', label: words.openPortal, href },
        { kind: 'text', text: marketplace },
      ],
    }
  },
  sample: () => ({
    name: 'Nordic Ceramics',
    amount: { minor: '8900', currency: 'EUR' },
    reason: 'product not received',
    dueOn: '2026-12-04',
    link: 'https://money.example.com/portal/disputes',
    marketplace: 'Demo Marketplace',
  }),
})

import { z } from 'zod'
import { formatMoney } from '#lib/money/format.ts'
import { amount, day, line, link } from '../props.ts'
import { defineTemplate } from '../template.ts'
import { dayIn, mailWords } from '../words-model.ts'

export const refundMade = defineTemplate({
  title: 'A refund',
  when: 'A buyer got money back for a sale of the seller.',
  category: 'reminders',
  props: z.object({ name: line, amount, order: line, on: day, link, marketplace: line }),
  write: ({ name, amount: refunded, order, on, link: href, marketplace }, locale) => {
    const words = mailWords(locale)
    const sum = formatMoney(refunded, { locale })
    return {
      subject: words.refundSubject(sum, order),
      blocks: [
        { kind: 'text', text: words.hello(name) },
        { kind: 'text', text: words.refundLead },
        {
          kind: 'facts',
          facts: [
            { label: words.factOrder, value: order },
            { label: words.factAmount, value: sum },
            { label: words.factDay, value: dayIn(locale, on) },
          ],
        },
        { kind: 'button', label: words.openPortal, href },
        { kind: 'text', text: marketplace },
      ],
    }
  },
  sample: () => ({
    name: 'Nordic Ceramics',
    amount: { minor: '4200', currency: 'EUR' },
    order: 'ORD-10042',
    on: '2026-11-20',
    link: 'https://money.example.com/portal/payouts',
    marketplace: 'Demo Marketplace',
  }),
})

import { z } from 'zod'
import { formatMoney } from '#lib/money/format.ts'
import { amount, line } from '../props.ts'
import { defineTemplate } from '../template.ts'
import { mailWords } from '../words-model.ts'

export const payoutFailed = defineTemplate({
  title: 'A payout came back',
  when: 'The bank of a seller sent a payout back.',
  category: '',
  props: z.object({ name: line, amount, payout: line, why: line, marketplace: line }),
  write: ({ name, amount: paid, payout, why, marketplace }, locale) => {
    const words = mailWords(locale)
    const sum = formatMoney(paid, { locale })
    return {
      subject: words.failedSubject(sum),
      blocks: [
        { kind: 'text', text: words.hello(name) },
        { kind: 'text', text: words.failedLead(sum, payout, why) },
        { kind: 'text', text: marketplace },
      ],
    }
  },
  sample: () => ({
    name: 'Nordic Ceramics',
    amount: { minor: '124050', currency: 'EUR' },
    payout: 'po_1Example',
    why: 'account closed',
    marketplace: 'Demo Marketplace',
  }),
})

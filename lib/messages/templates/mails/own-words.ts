import { z } from 'zod'
import type { MailCategory } from '../categories-model.ts'
import { blocksOf } from '../letter.ts'
import { line, words } from '../props.ts'
import { defineTemplate } from '../template.ts'

type About = {
  readonly title: string
  readonly when: string
  readonly category: MailCategory | ''
  readonly example: { readonly subject: string; readonly words: string }
}

/** Mail whose words were written or approved by somebody: exactly these leave, the template only gives them a form. */
const ownWords = ({ title, when, category, example }: About) =>
  defineTemplate({
    ...{ title, when, category },
    props: z.object({ subject: line, words }),
    write: ({ subject, words: text }) => ({ subject, blocks: blocksOf(text), text }),
    sample: () => example,
  })

export const payoutExplained = ownWords({
  title: 'A payout explained',
  when: 'Somebody agreed to explain a sale or a payout to its seller.',
  category: 'payout_explained',
  example: {
    subject: 'Your payout of EUR 1,240.50',
    words:
      'Hello Nordic Ceramics,\n\nyour payout is lower than the last one because two buyers got their money back.\n\nWhat it is made of\n- Sales: EUR 1,410.00\n- Refunds: -EUR 98.20\n- Fees: -EUR 71.30\n- Payout: EUR 1,240.50\n\nDemo Marketplace',
  },
})

export const weeklySummary = ownWords({
  title: 'Weekly summary',
  when: 'Somebody agreed to the summaries of a week.',
  category: 'weekly_summary',
  example: {
    subject: 'Your week from November 9 to November 15',
    words:
      'Hello Nordic Ceramics,\n\nFrom November 9 to November 15 in EUR:\n- Owed to you before: EUR 120.00\n- Sales: EUR 410.00\n- Paid out: -EUR 300.00\n- Owed to you now: EUR 230.00\n\nDemo Marketplace',
  },
})

export const disputeTold = ownWords({
  title: 'About a dispute',
  when: 'Somebody agreed to tell a seller about a dispute.',
  category: '',
  example: {
    subject: 'A buyer disputes a payment',
    words:
      'Hello Nordic Ceramics,\n\na buyer says that order ORD-10042 never arrived. Please send us the proof of delivery until December 4.',
  },
})

export const ticketUpdate = ownWords({
  title: 'About a ticket',
  when: 'Somebody agreed to write to a person about a ticket.',
  category: '',
  example: {
    subject: 'Your question about a payout',
    words: 'Hello,\n\nwe found the payment: your bank booked it on November 18 under the reference TRC-4711.',
  },
})

export const sellerAsked = ownWords({
  title: 'A question to a seller',
  when: 'Something does not tie out and its seller may know why.',
  category: '',
  example: {
    subject: 'A payment we cannot place',
    words:
      'Hello Nordic Ceramics,\n\nyour records show a sale of 89.00 EUR on November 12 that we do not know. Which order is it?',
  },
})

export const accountLetter = ownWords({
  title: 'A letter about the account',
  when: 'Somebody agreed to write to a seller because of an alert.',
  category: '',
  example: {
    subject: 'Refunds of the last weeks',
    words: 'Hello Nordic Ceramics,\n\nrefunds have doubled since October. Can we help with the shipping times?',
  },
})

export const sellerInvited = ownWords({
  title: 'Invitation to sell',
  when: 'Somebody invites a seller, or sends the link again.',
  category: '',
  example: {
    subject: 'Demo Marketplace invites you to sell',
    words:
      'Hello Nordic Ceramics,\n\nDemo Marketplace would like to have you as a seller. Open this link to say yes; it works once, until December 4, 2026:\n\nhttps://money.example.com/portal/join/…',
  },
})

export const onboardingReminder = ownWords({
  title: 'What is left to do',
  when: 'Somebody reminds a new seller of what is missing before it can be paid.',
  category: '',
  example: {
    subject: 'What is left to do before you can be paid',
    words: 'Hello Nordic Ceramics,\n\nthis is left to do before Demo Marketplace can pay you:\n\n- a bank account',
  },
})

import { z } from 'zod'
import { read } from '#lib/platform/db.ts'
import { namedSeller } from './named-seller.ts'
import { defineTool } from './tool.ts'

/** Only the beginning, so that people recognise it; the address itself stays where mail is written. */
const masked = (email: string): string => {
  const [name = '', domain = ''] = email.split('@')
  return email === '' ? 'no address is known' : `${name.slice(0, 1)}…@${domain}`
}

export const draftMessageTool = defineTool({
  name: 'draft_message',
  title: 'A draft',
  description:
    'Shows a draft of a mail to a seller. It is not stored and not sent: people copy it and send it from the console, where mail waits for approval.',
  permission: 'messages.read',
  effect: 'read',
  pii: 'contact',
  cost: 'low',
  input: z.object({
    seller: z.string().trim().min(1).max(120).describe('sel_…, acct_… or the name'),
    subject: z.string().trim().min(1).max(200),
    body: z.string().trim().min(1).max(4_000).describe('Plain text'),
  }),
  run: async ({ asker }, { seller: name, subject, body }) => {
    const seller = await read(asker.scope, (tx) => namedSeller(tx, name))
    return {
      step: `Draft to ${seller.name}`,
      blocks: [
        { kind: 'draft', to: `${seller.name} <${masked(seller.email)}>`, subject, body },
        { kind: 'notice', tone: 'info', text: 'Nothing is sent. Copy it, and send it from the seller’s tickets.' },
      ],
      facts: {
        summary: `I drafted a message to ${seller.name}. Nothing is sent.`,
        seller: { id: seller.id, name: seller.name },
      },
      citations: [{ label: seller.name, href: `/sellers/${seller.id}` }],
      rows: 1,
      more: false,
    }
  },
})

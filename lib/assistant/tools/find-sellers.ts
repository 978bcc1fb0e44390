import { z } from 'zod'
import { read } from '#lib/platform/db.ts'
import { listSellers } from '#lib/sellers/list-sellers.ts'
import { defineTool } from './tool.ts'

const PAGE = 50

export const findSellersTool = defineTool({
  name: 'find_sellers',
  title: 'Sellers',
  description:
    'Sellers by a part of their name or by sel_… or acct_…, and by standing: ready, held by us, or restricted by Stripe. Ids for other tools come from here.',
  permission: 'sellers.read',
  effect: 'read',
  pii: 'none',
  cost: 'low',
  input: z.object({
    name: z.string().trim().max(120).nullable().default(null).describe('A part of the name, sel_… or acct_…'),
    standing: z.enum(['ready', 'held', 'restricted']).nullable().default(null),
    after: z.string().max(400).nullable().default(null).describe('`next` of the page before.'),
  }),
  run: async ({ asker }, { name, standing, after }) => {
    // Mail addresses are found by people on the page of sellers, not from a conversation.
    const q = name === null || name.includes('@') ? null : name
    const page = await read(asker.scope, (tx) => listSellers(tx, { q, standing, after, limit: PAGE }))
    const { rows } = page
    const more = page.nextCursor !== null
    const asked = [...(standing === null ? [] : [standing]), ...(name === null ? [] : [`named "${name}"`])].join(', ')
    const count = `${rows.length}${more ? ' and more' : ''} ${rows.length === 1 ? 'seller' : 'sellers'}`
    const items = rows.map((row) => ({
      label: row.name,
      detail: [row.country, row.standing, row.reason].filter((part) => part !== '').join(' · '),
      href: `/sellers/${row.id}`,
    }))
    return {
      step: `Sellers${asked === '' ? '' : `, ${asked}`}, ${count}`,
      blocks: [{ kind: 'entities', noun: 'seller', items, found: rows.length }],
      facts: {
        summary:
          rows.length === 0
            ? `I found no seller${asked === '' ? '' : ` (${asked})`}.`
            : `${count}${asked === '' ? '' : ` (${asked})`}: ${items
                .slice(0, 8)
                .map(({ label, detail }) => `${label} (${detail})`)
                .join('; ')}${rows.length > 8 ? '; …' : '.'}`,
        sellers: rows.map(({ id, name: label, country, standing: is, reason }) => ({
          id,
          name: label,
          country,
          standing: is,
          reason,
        })),
        next: page.nextCursor,
      },
      citations: items.slice(0, 8).map(({ label, href }) => ({ label, href })),
      rows: rows.length,
      more,
    }
  },
})

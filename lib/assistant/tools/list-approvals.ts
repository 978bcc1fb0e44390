import { z } from 'zod'
import { listProposals, totalProposals } from '#lib/approvals/list-proposals.ts'
import { KIND_WORDS, STATE_WORDS } from '#lib/approvals/model.ts'
import { PROPOSAL_KINDS, PROPOSAL_STATES } from '#lib/approvals/schema.ts'
import { formatMoney } from '#lib/money/format.ts'
import { read } from '#lib/platform/db.ts'
import { itemsIn, tableBlock, told } from './table-block.ts'
import { defineTool } from './tool.ts'

const PAGE = 50

export const listApprovalsTool = defineTool({
  name: 'list_approvals',
  title: 'Approvals',
  description:
    'Proposals at the gate, newest first: what waits for approval (the default), or any other state; by kind, currency, or an id or word of it. Says why the person may not decide about one.',
  permission: 'approvals.read',
  effect: 'read',
  pii: 'none',
  cost: 'low',
  input: z.object({
    state: z.enum(PROPOSAL_STATES).nullable().default('needs_approval').describe('null: every state'),
    kind: z.enum(PROPOSAL_KINDS).nullable().default(null),
    currency: z.string().trim().length(3).toUpperCase().nullable().default(null),
    q: z.string().trim().max(120).nullable().default(null).describe('prp_…, sel_…, or a part of the summary'),
    after: z.string().max(400).nullable().default(null).describe('`next` of the page before'),
  }),
  run: async ({ asker, at }, asked) => {
    const { page, totals } = await read(asker.scope, async (tx) => ({
      page: await listProposals(tx, { ...asked, limit: PAGE }, { personId: asker.personId, at }),
      totals: await totalProposals(tx, asked),
    }))
    const { rows, nextCursor } = page
    const found = totals.reduce((sum, one) => sum + one.count, 0)
    const state = asked.state === null ? 'in any state' : STATE_WORDS[asked.state].word
    const sums = totals.map(({ count, amount }) => `${count} of ${formatMoney(amount)}`).join(', ')
    return {
      step: `Proposals, ${state}, ${found}`,
      blocks: [
        tableBlock(
          `Proposals: ${state}`,
          [
            { id: 'kind', label: 'Kind' },
            { id: 'amount', label: 'Amount', isAmount: true },
            { id: 'summary', label: 'What' },
            { id: 'by', label: 'Proposed by' },
            { id: 'on', label: 'On' },
          ],
          rows.map((row) => ({
            values: [KIND_WORDS[row.kind], row.amount, row.summary, row.proposedBy, row.proposedAt.slice(0, 10)],
            href: `/approvals/${row.id}`,
          })),
          found,
        ),
      ],
      facts: {
        summary:
          found === 0
            ? `No proposal is ${state}.`
            : `${found} ${found === 1 ? 'proposal' : 'proposals'} (${state}): ${sums}.${itemsIn(
                rows.slice(0, 5).map(({ summary }) => summary),
                found,
              )}`,
        proposals: rows.map((row) => ({
          id: row.id,
          kind: row.kind,
          summary: row.summary,
          amount: told(row.amount),
          state: row.state,
          proposedBy: row.proposedBy,
          proposedOn: row.proposedAt.slice(0, 10),
          blocker: row.blocker,
        })),
        found,
        next: nextCursor,
      },
      citations: [
        { label: 'Approvals', href: '/approvals' },
        ...rows.slice(0, 8).map(({ id, summary }) => ({ label: summary.slice(0, 80), href: `/approvals/${id}` })),
      ],
      rows: rows.length,
      more: nextCursor !== null,
    }
  },
})

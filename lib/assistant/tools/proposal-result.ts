import type { Actor } from '#lib/access/actor.ts'
import type { ProposalRow } from '#lib/approvals/list-proposals.ts'
import { proposalsById } from '#lib/approvals/proposals-by-id.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { ToolResult } from '../block-model.ts'
import { amountCell, told } from './table-block.ts'
import type { Asker } from './tool.ts'

/** Whoever asks, as use-cases take a person: the proposal is that person's, whatever wrote it. */
export const personBehind = (asker: Asker): Actor => ({ email: '', sellerId: null, requestId: '', ...asker })

/** A reason as approvers read it: with who wrote it. */
export const writtenFor = ({ name }: Asker, reason: string): string =>
  `${reason} (Written by the assistant for ${name}.)`

export async function proposalMade(
  tx: Sql,
  proposalId: string,
  { asker, at }: { asker: Asker; at: Date },
): Promise<ProposalRow> {
  const [row] = await proposalsById(tx, [proposalId], { personId: asker.personId, at })
  if (row === undefined) throw new Error(`the proposal ${proposalId} was made and not found`)
  return row
}

/** The card that people confirm or leave. Nothing has happened by it. */
export function proposalResult(row: ProposalRow): ToolResult {
  const href = `/approvals/${row.id}`
  const effect = row.effects.map(({ label, before, after }) => `${label}: ${before} → ${after}`).join('; ')
  const isMoney = row.amount.minor !== '0'
  return {
    step: `Proposed: ${row.summary}`,
    blocks: [
      {
        kind: 'proposal',
        proposalId: row.id,
        title: row.summary,
        effect: isMoney ? row.reasoning : effect,
        total: isMoney ? amountCell(row.amount) : { text: '–', raw: null },
        href,
      },
    ],
    facts: {
      summary: `I put it before the gate: ${row.summary} Nothing has happened yet; somebody else has to approve it.`,
      proposal: { id: row.id, summary: row.summary, amount: told(row.amount), state: row.state },
    },
    citations: [{ label: row.summary, href }],
    rows: 1,
    more: false,
  }
}

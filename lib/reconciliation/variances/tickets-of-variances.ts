import { holds } from '#lib/access/permissions.ts'
import type { Sql } from '#lib/platform/db.ts'
import { type BulkResult, reopenTicket, resolveTickets } from '#lib/tickets/resolve-ticket.ts'
import { notYours } from './variance-refusals.ts'
import { explainVariances, reopenVariance, type Working } from './work-variance.ts'

type Closing = { readonly ticketIds: readonly string[]; readonly resolution: string }

/**
 * Closes tickets by the same words. One about a variance is closed by explaining the variance: the facts may resolve it, or open it
 * again when they change, and nothing but an explanation speaks against them.
 */
export function closeTicketsOf(tx: Sql, { ticketIds, resolution }: Closing, working: Working): Promise<BulkResult> {
  const { actor, at } = working
  const settleSubject = async (ticketId: string) => {
    const varianceId = await varianceOf(tx, ticketId)
    if (varianceId === null) return false
    requireWork(working)
    await explainVariances(tx, [varianceId], resolution, working)
    return true
  }
  return resolveTickets(tx, ticketIds, resolution, { actor, requestId: actor.requestId, at, settleSubject })
}

/** Opens a ticket again; one about a variance opens with the variance, whose explanation is taken back. */
export async function openTicketOf(
  tx: Sql,
  { ticketId, reason }: { readonly ticketId: string; readonly reason: string },
  working: Working,
): Promise<void> {
  const { actor, at } = working
  const varianceId = await varianceOf(tx, ticketId)
  if (varianceId === null) return reopenTicket(tx, ticketId, reason, { actor, requestId: actor.requestId, at })
  requireWork(working)
  await reopenVariance(tx, varianceId, reason, working)
}

function requireWork({ actor }: Working): void {
  if (!holds(actor.roles, 'variances.work')) throw notYours()
}

async function varianceOf(tx: Sql, ticketId: string): Promise<string | null> {
  const [row] = await tx.sql<{ id: string }>(
    `SELECT subject_id AS id FROM ticket WHERE id = $1 AND entity_id = $2 AND livemode = $3 AND subject_kind = 'variance'`,
    [ticketId, tx.scope.entityId, tx.scope.livemode],
  )
  return row?.id ?? null
}

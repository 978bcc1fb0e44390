import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money, toWire, type WireMoney } from '#lib/money/money.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import type { LocalExecutor } from './executor.ts'
import { onceKeyFor } from './once-key.ts'
import { propose } from './propose.ts'
import { noRelease, notReviewed } from './refusals.ts'
import { lockProposal } from './store.ts'

const releaseArguments = z.object({
  sellerId: z.string(),
  currency: z.string().length(3),
  capMinor: z.string().regex(/^[1-9]\d*$/),
  days: z.number().int(),
})

type Releasing = {
  readonly actor: Actor
  /** A transfer of the seller that somebody reviewed: what is released is more of the same. */
  readonly proposalId: string
  readonly capMinor: string
  readonly days: number
  readonly reason: string
  readonly at: Date
}

/**
 * After a transfer was reviewed, proposes that the seller's further ones in its currency need no person up to a cap and for
 * some days. Refuses before a person approved that transfer.
 */
export function proposeRelease(input: Releasing): Promise<{ proposalId: string }> {
  const { actor, capMinor, days, reason, at } = input
  return inTransaction(actor.scope, async (tx) => {
    const reviewed = await lockProposal(tx, input.proposalId)
    if (!(await wasReviewed(tx, reviewed.id)) || reviewed.kind !== 'transfer.create') throw notReviewed()
    const { sellerId, currency } = reviewed
    const cap = formatMoney({ minor: capMinor, currency })
    const seller = reviewed.evidence.find(({ kind }) => kind === 'seller')
    const proposal = await propose(tx, {
      entity: actor.entity,
      kind: 'seller.release',
      onceKey: await onceKeyFor(tx, `release:${sellerId}:${currency}`),
      arguments: { sellerId, currency, capMinor, days } satisfies z.infer<typeof releaseArguments>,
      seller: { id: sellerId, since: reviewed.proposedAt },
      subject: { kind: 'seller', id: sellerId },
      summary: `Release ${seller?.label ?? sellerId}: up to ${cap} without a further person, for ${days} days.`,
      reasoning: reason,
      evidence: [
        { label: 'The reviewed transfer', kind: 'proposal', id: reviewed.id },
        ...(seller === undefined ? [] : [seller]),
      ],
      checks: [],
      effects: [{ label: 'Needs no further person', before: 'nothing', after: `up to ${cap}`, currency: '' }],
      proposedBy: { kind: 'person', id: actor.personId },
      at,
    })
    return { proposalId: proposal.id }
  })
}

async function wasReviewed(tx: Sql, proposalId: string): Promise<boolean> {
  const rows = await tx.sql("SELECT 1 FROM decision WHERE proposal_id = $1 AND verdict = 'approve' LIMIT 1", [
    proposalId,
  ])
  return rows.length > 0
}

/** Grants an approved release; it ends an older one of the same seller and currency. */
export const releaseExecutor: LocalExecutor = {
  recheck: async () => ({ ok: true }),
  apply: async (tx, proposal, at) => {
    const { sellerId, currency, capMinor, days } = releaseArguments.parse(JSON.parse(proposal.arguments))
    await tx.exec(
      `UPDATE seller_release SET revoked_at = $5, revoked_by = 'system'
        WHERE entity_id = $1 AND livemode = $2 AND seller_id = $3 AND currency = $4 AND revoked_at IS NULL`,
      [tx.scope.entityId, tx.scope.livemode, sellerId, currency, at],
    )
    const id = newId('srl')
    await tx.exec(
      `INSERT INTO seller_release (id, entity_id, livemode, seller_id, currency, cap_minor, reason, proposal_id, granted_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6::bigint, $7, $8, $9, $9::timestamptz + make_interval(days => $10))`,
      [
        id,
        tx.scope.entityId,
        tx.scope.livemode,
        sellerId,
        currency,
        capMinor,
        proposal.reasoning,
        proposal.id,
        at,
        days,
      ],
    )
    await recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: 'approvals.release_seller',
      subject: { kind: 'seller', id: sellerId },
      after: { releaseId: id, currency, capMinor, days },
      note: proposal.summary,
      refs: [`proposal:${proposal.id}`],
      at,
    })
    return { objectId: id, sentence: proposal.summary }
  },
}

/** Ends a release at once, on one person's word. */
export function revokeRelease({
  actor,
  releaseId,
  at,
}: {
  readonly actor: Actor
  readonly releaseId: string
  readonly at: Date
}): Promise<void> {
  return inTransaction(actor.scope, async (tx) => {
    const [row] = await tx.sql<{ sellerId: string }>(
      `UPDATE seller_release SET revoked_at = $2, revoked_by = $3 WHERE id = $1 AND revoked_at IS NULL
       RETURNING seller_id AS "sellerId"`,
      [releaseId, at, actor.personId],
    )
    if (row === undefined) throw noRelease()
    await recordAudit(tx, {
      actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
      action: 'approvals.revoke_release',
      subject: { kind: 'seller', id: row.sellerId },
      before: { releaseId },
      note: `${actor.name} ended the standing release`,
      requestId: actor.requestId,
      at,
    })
  })
}

export type ReleaseRow = {
  readonly id: string
  readonly sellerId: string
  readonly cap: WireMoney
  readonly used: WireMoney
  readonly reason: string
  readonly proposalId: string
  readonly summary: string
  readonly expiresAt: string
}

/** Releases that count now, with what was used of each, soonest to end first. */
export async function openReleases(tx: Sql, at: Date): Promise<ReleaseRow[]> {
  const rows = await tx.sql<
    Omit<ReleaseRow, 'cap' | 'used' | 'expiresAt'> & { currency: string; cap: bigint; used: bigint; expiresAt: Date }
  >(
    `SELECT r.id, r.seller_id AS "sellerId", r.currency::text AS currency, r.cap_minor AS cap, r.reason, r.proposal_id AS "proposalId",
            g.summary, r.expires_at AS "expiresAt",
            coalesce((SELECT sum(p.amount_minor) FROM proposal p WHERE p.release_id = r.id
              AND p.state IN ('approved', 'executing', 'unknown', 'waiting_funds', 'executed', 'reversed')), 0)::bigint AS used
       FROM seller_release r JOIN proposal g ON g.id = r.proposal_id
      WHERE r.entity_id = $1 AND r.livemode = $2 AND r.revoked_at IS NULL AND r.expires_at > $3
      ORDER BY r.expires_at LIMIT 200`,
    [tx.scope.entityId, tx.scope.livemode, at],
  )
  return rows.map(({ currency, cap, used, expiresAt, ...row }) => ({
    ...row,
    cap: toWire(money(cap, currency)),
    used: toWire(money(used, currency)),
    expiresAt: expiresAt.toISOString(),
  }))
}

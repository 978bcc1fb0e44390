import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { holds, type Role } from '#lib/access/permissions.ts'
import { recordAudit, SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import type { LocalExecutor } from './executor.ts'
import { onceKeyFor } from './once-key.ts'
import type { Proposal } from './proposal.ts'
import { propose } from './propose.ts'
import { noDelegation, notYoursToDelegate } from './refusals.ts'

const delegationArguments = z.object({
  fromPersonId: z.string(),
  toPersonId: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
})

type Delegating = {
  readonly actor: Actor
  readonly toPersonId: string
  readonly startsAt: string
  readonly endsAt: string
  readonly reason: string
  readonly at: Date
}

/** An approver proposes that somebody else decides in their place for a while. Another approver agrees; neither of the two can. */
export function proposeDelegation({ actor, toPersonId, startsAt, endsAt, reason, at }: Delegating) {
  return inTransaction(actor.scope, async (tx) => {
    if (!holds(actor.roles, 'approvals.decide')) throw notYoursToDelegate()
    const [to] = await tx.sql<{ name: string }>(
      `SELECT p.name FROM person p WHERE p.id = $1 AND p.state = 'active'
          AND EXISTS (SELECT FROM role_grant g WHERE g.person_id = p.id AND g.entity_id = $2 AND g.role <> 'seller')`,
      [toPersonId, tx.scope.entityId],
    )
    if (to === undefined || toPersonId === actor.personId || endsAt <= startsAt) throw notYoursToDelegate()
    const proposal = await propose(tx, {
      entity: actor.entity,
      kind: 'delegation.grant',
      onceKey: await onceKeyFor(tx, `delegation:${actor.personId}:${toPersonId}:${startsAt}`),
      arguments: { fromPersonId: actor.personId, toPersonId, startsAt, endsAt } satisfies z.infer<
        typeof delegationArguments
      >,
      subject: { kind: 'person', id: actor.personId },
      summary: `Let ${to.name} decide in place of ${actor.name} from ${startsAt.slice(0, 10)} to ${endsAt.slice(0, 10)}.`,
      reasoning: reason,
      evidence: [],
      checks: [],
      effects: [{ label: `Decides for ${actor.name}`, before: '', after: to.name, currency: '' }],
      shapedBy: [toPersonId],
      proposedBy: { kind: 'person', id: actor.personId },
      at,
    })
    return { proposalId: proposal.id }
  })
}

export const delegationExecutor: LocalExecutor = {
  recheck: async (tx, proposal) => {
    const { fromPersonId } = delegationArguments.parse(JSON.parse(proposal.arguments))
    return (await isApprover(tx, fromPersonId))
      ? { ok: true }
      : { ok: false, void: true, reason: 'Whoever delegates is no approver any more.' }
  },
  apply: async (tx, proposal, at) => {
    const { fromPersonId, toPersonId, startsAt, endsAt } = delegationArguments.parse(JSON.parse(proposal.arguments))
    const id = newId('dlg')
    await tx.exec(
      `INSERT INTO delegation (id, entity_id, from_person_id, to_person_id, starts_at, ends_at, reason, proposal_id)
       VALUES ($1, $2, $3, $4, $5::text::timestamptz, $6::text::timestamptz, $7, $8)`,
      [id, tx.scope.entityId, fromPersonId, toPersonId, startsAt, endsAt, proposal.reasoning, proposal.id],
    )
    await recordAudit(tx, {
      actor: SYSTEM_ACTOR,
      action: 'approvals.delegate',
      subject: { kind: 'person', id: fromPersonId },
      after: { toPersonId, startsAt, endsAt },
      note: proposal.summary,
      refs: [`person:${toPersonId}`, `proposal:${proposal.id}`],
      at,
    })
    return { objectId: id, sentence: proposal.summary }
  },
}

type Ending = { readonly actor: Actor; readonly delegationId: string; readonly at: Date }

/** Ends a delegation at once: whoever delegated, whoever it was given to, or an administrator. */
export function endDelegation({ actor, delegationId, at }: Ending): Promise<void> {
  return inTransaction(actor.scope, async (tx) => {
    const [ended] = await tx.sql<{ from: string; to: string }>(
      `UPDATE delegation SET ended_at = $3::text::timestamptz
        WHERE id = $1 AND entity_id = $2 AND ended_at IS NULL AND ends_at > $3::text::timestamptz
          AND ($5 OR $4 IN (from_person_id, to_person_id))
        RETURNING from_person_id AS from, to_person_id AS to`,
      [delegationId, tx.scope.entityId, at.toISOString(), actor.personId, holds(actor.roles, 'settings.manage')],
    )
    if (ended === undefined) throw noDelegation()
    await recordAudit(tx, {
      actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
      action: 'approvals.end_delegation',
      subject: { kind: 'person', id: ended.from },
      after: { endedAt: at.toISOString() },
      note: `${actor.name} ended a delegation`,
      refs: [`person:${ended.to}`],
      requestId: actor.requestId,
      at,
    })
  })
}

async function isApprover(tx: Sql, personId: string): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT 1 FROM person p JOIN role_grant g ON g.person_id = p.id
      WHERE p.id = $1 AND p.state = 'active' AND g.entity_id = $2 AND g.role = 'approver'`,
    [personId, tx.scope.entityId],
  )
  return rows.length > 0
}

/** Approvers in whose place this person may decide now, whose right still stands. */
export async function delegators(
  tx: Sql,
  { personId, at }: { readonly personId: string; readonly at: Date },
): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT DISTINCT d.from_person_id AS id FROM delegation d JOIN person p ON p.id = d.from_person_id AND p.state = 'active'
       JOIN role_grant g ON g.person_id = p.id AND g.entity_id = d.entity_id AND g.role = 'approver'
      WHERE d.entity_id = $1 AND d.to_person_id = $2 AND d.starts_at <= $3 AND d.ends_at > $3 AND d.ended_at IS NULL ORDER BY 1`,
    [tx.scope.entityId, personId, at],
  )
  return rows.map(({ id }) => id)
}

export type DelegationRow = {
  readonly id: string
  readonly fromId: string
  readonly fromName: string
  readonly toId: string
  readonly toName: string
  /** `YYYY-MM-DD` */
  readonly startsOn: string
  readonly endsOn: string
}

/** Delegations that count now or later. */
export async function listDelegations(tx: Sql, at: Date): Promise<DelegationRow[]> {
  return tx.sql<DelegationRow>(
    `SELECT d.id, d.from_person_id AS "fromId", d.to_person_id AS "toId", coalesce(f.name, d.from_person_id) AS "fromName", coalesce(t.name, d.to_person_id) AS "toName",
            (d.starts_at AT TIME ZONE 'UTC')::date::text AS "startsOn", (d.ends_at AT TIME ZONE 'UTC')::date::text AS "endsOn"
       FROM delegation d LEFT JOIN person f ON f.id = d.from_person_id LEFT JOIN person t ON t.id = d.to_person_id
      WHERE d.entity_id = $1 AND d.ends_at > $2 AND d.ended_at IS NULL ORDER BY d.starts_at LIMIT 100`,
    [tx.scope.entityId, at],
  )
}

/** Whether this person has a right to decide now, their own or a delegated one. Each proposal may still refuse them. */
export const mayDecideNow = async (tx: Sql, actor: Actor, at: Date): Promise<boolean> =>
  holds(actor.roles, 'approvals.decide') || (await delegators(tx, { personId: actor.personId, at })).length > 0

/** Whether nobody else could agree to what this administrator proposes about roles. */
export async function isOnlyAdministrator(tx: Sql, personId: string): Promise<boolean> {
  return (await administrators(tx)).every((id) => id === personId)
}

async function administrators(tx: Sql): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    `SELECT p.id FROM person p JOIN role_grant g ON g.person_id = p.id
      WHERE g.entity_id = $1 AND g.role = 'admin' AND p.state = 'active' AND p.password_hash <> ''`,
    [tx.scope.entityId],
  )
  return rows.map(({ id }) => id)
}

/** Which proposals are for this person to decide about, by their roles and what was delegated to them. */
export async function isDeciderOf(
  tx: Sql,
  { personId, at }: { readonly personId: string; readonly at: Date },
): Promise<(proposal: Pick<Proposal, 'kind' | 'proposedBy'>) => boolean> {
  const held = await tx.sql<{ role: Role }>('SELECT role FROM role_grant WHERE person_id = $1 AND entity_id = $2', [
    personId,
    tx.scope.entityId,
  ])
  const roles = held.map(({ role }) => role)
  const isApprover = holds(roles, 'approvals.decide')
  const decides = isApprover || (await delegators(tx, { personId, at })).length > 0
  const admins = await administrators(tx)
  return ({ kind, proposedBy }) =>
    kind === 'role.grant'
      ? holds(roles, 'people.manage') || (isApprover && admins.every((id) => id === proposedBy))
      : decides
}

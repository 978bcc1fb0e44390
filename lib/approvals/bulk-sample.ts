import { randomInt } from 'node:crypto'
import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { policyOf } from './policy-facts.ts'
import { openFirst } from './refusals.ts'

type Sampling = { readonly actor: Actor; readonly proposalIds: readonly string[]; readonly at: Date }
type Sample = { readonly drawn: readonly string[]; readonly opened: readonly string[] }

/** A sample counts for this long; then the same selection draws another one. */
const SAMPLE_HOURS = 8

/**
 * What chance picked of a bulk approval, to be opened before it counts, and what of it this person has opened. The server
 * draws and remembers: asking again for the same selection gives the same sample, so nobody can draw until it suits.
 */
export function drawSample({ actor, proposalIds, at }: Sampling): Promise<Sample> {
  return inTransaction(actor.scope, async (tx) => {
    const selected = [...new Set(proposalIds)].sort()
    const drawn = (await sampleOf(tx, actor, selected, at)) ?? (await draw(tx, { actor, proposalIds: selected, at }))
    return { drawn, opened: await openedOf(tx, actor.personId, drawn) }
  })
}

async function draw(tx: Sql, { actor, proposalIds, at }: Sampling): Promise<string[]> {
  const { rules } = await policyOf(tx, actor.entity, at)
  const left = [...proposalIds]
  const drawn = Array.from(
    { length: Math.ceil(proposalIds.length / rules.sampleOneIn) },
    () => left.splice(randomInt(left.length), 1)[0] ?? '',
  ).sort()
  const id = newId('smp')
  await tx.exec(
    `INSERT INTO bulk_sample (id, entity_id, person_id, selected, drawn, drawn_at) VALUES ($1, $2, $3, $4::text[], $5::text[], $6)`,
    [id, tx.scope.entityId, actor.personId, proposalIds, drawn, at],
  )
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
    action: 'approvals.draw_sample',
    subject: { kind: 'bulk_sample', id },
    after: { selected: proposalIds.length, drawn },
    note: `Chance picked ${drawn.length} of ${proposalIds.length} proposals for ${actor.name} to open`,
    refs: drawn.map((one) => `proposal:${one}`),
    requestId: actor.requestId,
    at,
  })
  return drawn
}

async function sampleOf(tx: Sql, actor: Actor, selected: readonly string[], at: Date): Promise<string[] | null> {
  const [row] = await tx.sql<{ drawn: string[] }>(
    `SELECT drawn FROM bulk_sample WHERE entity_id = $1 AND person_id = $2 AND selected = $3::text[]
        AND drawn_at > $4::timestamptz - make_interval(hours => ${SAMPLE_HOURS}) ORDER BY id LIMIT 1`,
    [tx.scope.entityId, actor.personId, selected, at],
  )
  return row?.drawn ?? null
}

async function openedOf(tx: Sql, personId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>(
    'SELECT proposal_id AS id FROM proposal_opening WHERE person_id = $1 AND proposal_id = ANY($2::text[])',
    [personId, ids],
  )
  return rows.map(({ id }) => id)
}

/** Refuses a bulk approval until everything chance picked of it was opened. */
export async function requireSampleOpened(tx: Sql, { actor, proposalIds, at }: Sampling): Promise<void> {
  const selected = [...new Set(proposalIds)].sort()
  const drawn = await sampleOf(tx, actor, selected, at)
  if (drawn === null) throw openFirst(Math.max(1, selected.length))
  const opened = await openedOf(tx, actor.personId, drawn)
  if (opened.length < drawn.length) throw openFirst(drawn.length - opened.length)
}

/** Notes that somebody opened a proposal and saw all of it; the first time counts. */
export function noteOpened(actor: Actor, proposalId: string, at: Date): Promise<void> {
  return inTransaction(actor.scope, async (tx) => {
    await tx.exec(
      `INSERT INTO proposal_opening (proposal_id, person_id, entity_id, opened_at)
       SELECT id, $2, entity_id, $4 FROM proposal WHERE id = $1 AND entity_id = $3 ON CONFLICT DO NOTHING`,
      [proposalId, actor.personId, tx.scope.entityId, at],
    )
  })
}

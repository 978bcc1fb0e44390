import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { exponentOf } from '#lib/money/currency.ts'
import { inTransaction, read, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { closeTickets, openTicket } from '#lib/tickets/open-ticket.ts'
import { VARIANCE_CLASSES } from './classes-model.ts'
import { findInBank } from './find-in-bank.ts'
import { findInPayouts } from './find-in-payouts.ts'
import { findInRecords, findRounding } from './find-in-records.ts'
import { findInTransfers } from './find-in-transfers.ts'
import { findInWriteOffs } from './find-in-write-offs.ts'
import { FOUND_MAX, type FoundVariance, mergeFound } from './finding.ts'

/** What a variance says whose cause went away by itself. */
export const CAUSE_GONE = 'The cause is gone.'
/** Tickets opened in one transaction. */
const BATCH = 100

/**
 * Looks for everything that does not tie out, and keeps one row per class and subject: new ones get a ticket, those whose cause is
 * gone are resolved, and what people explained stays explained while its amount is the same.
 */
export async function runVariances(entity: Entity, at: Date): Promise<void> {
  const found = await read(SYSTEM(entity), (tx) => findAll(tx, entity))
  const opened: { id: string; finding: FoundVariance }[] = []
  await inTransaction(SYSTEM(entity), async (tx) => {
    await tx.exec(`SELECT pg_advisory_xact_lock(hashtext('variances'), hashtext($1))`, [entity.id])
    opened.push(...(await keep(tx, found, at)))
    await endGone(tx, found, at)
  })
  for (let from = 0; from < opened.length; from += BATCH) {
    await inTransaction(SYSTEM(entity), (tx) => openTickets(tx, opened.slice(from, from + BATCH), at))
  }
}

async function findAll(tx: Sql, entity: Entity): Promise<FoundVariance[]> {
  const minorPerMajor = (currency: string) => 10n ** BigInt(exponentOf(currency))
  const found = mergeFound([
    ...(await findInBank(tx, entity.stripeAccount)),
    ...(await findInPayouts(tx, (instant) => accountingOn(entity, instant))),
    ...(await findInRecords(tx)),
    ...(await findRounding(tx, entity.functionalCurrency, minorPerMajor)),
    ...(await findInTransfers(tx, entity.stripeAccount)),
  ])
  return [...found, ...(await findInWriteOffs(tx, found))]
}

/** Writes what was found; returns what is new, or is back. */
async function keep(
  tx: Sql,
  found: readonly FoundVariance[],
  at: Date,
): Promise<{ id: string; finding: FoundVariance }[]> {
  const rows = found.map((one) => ({ id: newId('var'), ...one, amountMinor: one.amountMinor.toString() }))
  const written = await tx.sql<{ id: string; class: string; subjectKind: string; subjectId: string }>(
    `INSERT INTO variance AS v (id, entity_id, livemode, class, subject_kind, subject_id, seller_id, currency, amount_minor, happened_on, summary,
                                evidence, state, found_at)
     SELECT f.id, $1, $2, f.class, f."subjectKind", f."subjectId", f."sellerId", f.currency, f."amountMinor", f."happenedOn", f.summary,
            f.evidence, 'open', $4::text::timestamptz
       FROM jsonb_to_recordset($3::text::jsonb) AS f (id text, class text, "subjectKind" text, "subjectId" text, "sellerId" text, currency text,
            "amountMinor" bigint, "happenedOn" date, summary text, evidence jsonb)
     ON CONFLICT (entity_id, livemode, class, subject_kind, subject_id) DO UPDATE
        SET amount_minor = excluded.amount_minor, summary = excluded.summary, evidence = excluded.evidence, seller_id = excluded.seller_id,
            state = CASE WHEN v.state IN ('open', 'in_progress') THEN v.state ELSE 'open' END,
            resolution = CASE WHEN v.state IN ('open', 'in_progress') THEN v.resolution ELSE '' END,
            resolved_at = NULL, found_at = CASE WHEN v.state IN ('open', 'in_progress') THEN v.found_at ELSE excluded.found_at END
      WHERE v.amount_minor <> excluded.amount_minor OR (v.state = 'resolved' AND v.resolution = '${CAUSE_GONE}')
         OR (v.state IN ('open', 'in_progress') AND v.summary <> excluded.summary)
     RETURNING v.id, v.class, v.subject_kind AS "subjectKind", v.subject_id AS "subjectId"`,
    [tx.scope.entityId, tx.scope.livemode, JSON.stringify(rows), at.toISOString()],
  )
  const byKey = new Map(found.map((one) => [`${one.class} ${one.subjectKind} ${one.subjectId}`, one]))
  return written.flatMap(({ id, class: name, subjectKind, subjectId }) => {
    const finding = byKey.get(`${name} ${subjectKind} ${subjectId}`)
    return finding === undefined ? [] : [{ id, finding }]
  })
}

/** Resolves what is no longer found. A rule that found as much as it looks for says nothing about the rest. */
async function endGone(tx: Sql, found: readonly FoundVariance[], at: Date): Promise<void> {
  const counts = Map.groupBy(found, (one) => one.class)
  const full = [...counts].filter(([, list]) => list.length >= FOUND_MAX).map(([name]) => name)
  const gone = await tx.sql<{ id: string }>(
    `UPDATE variance v SET state = 'resolved', resolution = $4, resolved_at = $5::text::timestamptz
      WHERE v.entity_id = $1 AND v.livemode = $2 AND v.state IN ('open', 'in_progress') AND NOT v.class = ANY($6::text[])
        AND NOT EXISTS (SELECT FROM jsonb_to_recordset($3::text::jsonb) AS f (class text, "subjectKind" text, "subjectId" text)
          WHERE f.class = v.class AND f."subjectKind" = v.subject_kind AND f."subjectId" = v.subject_id)
     RETURNING v.id`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      JSON.stringify(found.map(({ class: name, subjectKind, subjectId }) => ({ class: name, subjectKind, subjectId }))),
      CAUSE_GONE,
      at.toISOString(),
      full,
    ],
  )
  for (const { id } of gone) await closeTickets(tx, { subjectKind: 'variance', subjectId: id, stillOpen: [] }, at)
}

async function openTickets(
  tx: Sql,
  opened: readonly { id: string; finding: FoundVariance }[],
  at: Date,
): Promise<void> {
  for (const { id, finding } of opened) {
    const { name, action, priority } = VARIANCE_CLASSES[finding.class]
    const { ticketId } = await openTicket(
      tx,
      {
        subjectKind: 'variance',
        subjectId: id,
        code: finding.class,
        title: `${name}: ${finding.summary}`,
        action,
        priority,
      },
      at,
    )
    await tx.exec(`UPDATE variance SET ticket_id = $2 WHERE id = $1`, [id, ticketId])
  }
}

import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { firstDay, lastDay, type Month, monthWords } from '../periods/month-model.ts'
import { readPeriod } from '../periods/read-periods.ts'
import { fileTargets } from './account-map.ts'
import { batchHash } from './batch.ts'
import { lockFirst, nothingNew } from './batch-refusals.ts'

type Making = { readonly actor: Actor; readonly month: Month; readonly at: Date }

/**
 * Numbers a batch of all entries of a hard-locked month that are in none yet. Each entry is in exactly one batch, whoever asks at
 * the same time; a month that was reopened and closed again gives another batch with what came in between.
 */
export async function makeBatch(tx: Sql, { actor, month, at }: Making): Promise<{ number: number }> {
  const { entityId, livemode } = tx.scope
  await tx.exec('SELECT pg_advisory_xact_lock(accounting_period_key($1, $2))', [entityId, livemode])
  if ((await readPeriod(tx, month)).state !== 'hard_locked') throw lockFirst(month)
  const [row] = await tx.sql<{ number: number }>(
    'SELECT coalesce(max(number), 0)::int + 1 AS number FROM journal_batch WHERE entity_id = $1 AND livemode = $2',
    [entityId, livemode],
  )
  const number = row?.number ?? 1
  const entryCount = await tx.exec(
    `INSERT INTO journal_batch_entry (entry_id, entity_id, livemode, batch_number)
     SELECT e.id, e.entity_id, e.livemode, $5::int FROM journal_entry e
      WHERE e.entity_id = $1 AND e.livemode = $2 AND e.book = 'platform' AND e.accounting_on BETWEEN $3::text::date AND $4::text::date
        AND NOT EXISTS (SELECT FROM journal_batch_entry b WHERE b.entry_id = e.id)`,
    [entityId, livemode, firstDay(month), lastDay(month), number],
  )
  if (entryCount === 0) throw nothingNew(month)
  await tx.exec(
    `INSERT INTO journal_batch (entity_id, livemode, number, month, entry_count, content_hash, targets, created_by, created_at)
     VALUES ($1, $2, $3, $4::text::date, $5, $6, $7::text::jsonb, $8, $9::text::timestamptz)`,
    [
      entityId,
      livemode,
      number,
      firstDay(month),
      entryCount,
      await batchHash(tx, number),
      JSON.stringify(await fileTargets(tx)),
      actor.personId,
      at.toISOString(),
    ],
  )
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(', ') },
    action: 'batches.make',
    subject: { kind: 'period', id: month },
    after: { number, entryCount },
    note: `Batch ${number}: ${entryCount} entries of ${monthWords(month)}.`,
    requestId: actor.requestId,
    at,
  })
  return { number }
}

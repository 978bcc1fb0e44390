import type { Schedule } from '#lib/contracts/earned-model.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { credit, debit, type EntryDraft } from '#lib/ledger/entry.ts'
import { postEntries } from '#lib/ledger/post.ts'
import { inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { type Deferred, type Release, releasesDue } from './deferral.ts'

/**
 * Lines with deferred commission that today was not looked at for and that are not through: everything deferred was released, and
 * the last day has passed or nothing is left. The settlement is locked: no version is written meanwhile.
 */
const DUE = `
SELECT d.settlement_id AS "settlementId", d.line_no AS "lineNo", s.currency::text AS currency, l.seller AS "sellerId",
       CASE WHEN l.from_on IS NOT NULL THEN jsonb_build_object('from', l.from_on, 'until', l.until_on) END AS schedule,
       l.commission AS "commissionMinor", l.deferred AS "deferredMinor", r.released AS "releasedMinor", r.last_on::text AS "releasedOn"
  FROM (SELECT DISTINCT settlement_id, line_no FROM settlement_line WHERE entity_id = $1 AND earned_from <= $3::text::date) d
  JOIN settlement s ON s.id = d.settlement_id AND s.livemode = $2
  CROSS JOIN LATERAL (
    SELECT sum(commission_minor)::bigint AS commission, sum(deferred_minor)::bigint AS deferred, max(seller_id) AS seller,
           (array_agg(earned_from ORDER BY version DESC))[1] AS from_on, (array_agg(earned_until ORDER BY version DESC))[1] AS until_on
      FROM settlement_line x WHERE x.settlement_id = d.settlement_id AND x.line_no = d.line_no AND x.kind NOT IN ('fee', 'fx')) l
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(amount_minor), 0)::bigint AS released, max(released_on) AS last_on
      FROM commission_release y WHERE y.settlement_id = d.settlement_id AND y.line_no = d.line_no) r
 WHERE (r.last_on IS NULL OR r.last_on < $3::text::date) AND (l.from_on IS NULL OR l.from_on <= $3::text::date)
   AND NOT (l.deferred = r.released AND (l.commission = 0 OR coalesce(coalesce(l.until_on, '-infinity') <= r.last_on, false)))
 ORDER BY d.settlement_id, d.line_no LIMIT $4 FOR UPDATE OF s SKIP LOCKED`

const AT_ONCE = 200

type DueLine = Deferred & {
  readonly settlementId: string
  readonly lineNo: number
  readonly currency: string
  readonly sellerId: string
  readonly schedule: Schedule
}

/**
 * Posts what deferred commission is earned by today: per settlement line and day once, by the key of the database and of the journal.
 * Returns how many lines were brought up to the day.
 */
export async function releaseCommission(entity: Entity, at: Date): Promise<number> {
  let count = 0
  for (;;) {
    const done = await inTransaction(SYSTEM(entity), (tx) => releaseSome(tx, entity, at))
    count += done
    if (done < AT_ONCE) return count
  }
}

async function releaseSome(tx: Sql, entity: Entity, at: Date): Promise<number> {
  const today = accountingOn(entity, at)
  const lines = await tx.sql<DueLine>(DUE, [entity.id, entity.livemode, today, AT_ONCE])
  const released = lines.flatMap((line) => releasesDue(line, today).map((release) => ({ ...line, ...release })))
  const column = <T>(of: (one: (typeof released)[number]) => T) => released.map(of)
  if (released.length > 0)
    await tx.exec(
      `INSERT INTO commission_release (settlement_id, line_no, released_on, entity_id, livemode, currency, amount_minor, at)
       SELECT u.settlement, u.line, u.day, $1, $2, u.currency, u.minor, $3::text::timestamptz
         FROM unnest($4::text[], $5::int[], $6::date[], $7::text[], $8::bigint[]) AS u (settlement, line, day, currency, minor)`,
      [
        entity.id,
        entity.livemode,
        at.toISOString(),
        column(({ settlementId }) => settlementId),
        column(({ lineNo }) => lineNo),
        column(({ on }) => on),
        column(({ currency }) => currency),
        column(({ amountMinor }) => amountMinor),
      ],
    )
  const moving = released.filter(({ amountMinor }) => amountMinor !== 0n)
  await postEntries(
    tx,
    moving.map((one) => releaseEntry(entity, one, at)),
    at,
  )
  return lines.length
}

function releaseEntry(
  entity: Entity,
  { settlementId, lineNo, currency, sellerId, on, amountMinor }: DueLine & Release,
  at: Date,
): EntryDraft {
  return {
    book: 'platform',
    sourceKind: 'period_job',
    sourceAccount: entity.stripeAccount,
    sourceId: settlementId,
    sourcePart: `earned:${lineNo}:${on}`,
    rule: 'earned@1',
    accountingOn: on,
    occurredAt: at,
    description: `Commission earned by ${on} (${settlementId}, line ${lineNo})`,
    refs: [`settlement:${settlementId}`, ...(sellerId === '' ? [] : [`seller:${sellerId}`])],
    lines: [debit('deferred_commission', amountMinor, currency), credit('commission', amountMinor, currency)],
  }
}

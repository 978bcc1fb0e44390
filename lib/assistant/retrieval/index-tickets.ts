import { inTransaction, type Scope, type Sql } from '#lib/platform/db.ts'
import { type NewPassage, replacePassages } from './write-passages.ts'

type Told = {
  readonly id: string
  readonly title: string
  readonly state: string
  readonly resolution: string
  readonly openedOn: string
  readonly resolvedOn: string | null
  /** Whose it is; empty when it is not about one seller. */
  readonly sellerId: string
  readonly comments: readonly string[]
}

/** A step of this many tickets is one transaction. */
const STEP = 200
/** A transaction that wrote an entry may still be open: entries younger than this are looked at again the next time. */
const OVERLAP = `interval '15 minutes'`
const COMMENTS_MAX = 20
const BODY_MAX = 4_000

/**
 * Makes tickets that were resolved findable, and those that were opened again not: goes on after the entry it read last. Returns how
 * many tickets were looked at. One of them may be told twice; the second time changes nothing.
 */
export async function indexTickets(scope: Scope, at: Date): Promise<number> {
  let looked = 0
  for (let more = true; more; ) {
    more = await inTransaction(scope, async (tx) => {
      const { from, upTo, ids } = await next(tx)
      for (const ticket of await tell(tx, ids))
        await replacePassages(tx, { kind: 'ticket', id: ticket.id }, passagesOf(ticket))
      looked += ids.length
      await remember(tx, ids.length === 0 ? await settledUpTo(tx, from, at) : upTo, at)
      return ids.length > 0 && upTo > from
    })
  }
  return looked
}

async function next(tx: Sql): Promise<{ from: bigint; upTo: bigint; ids: readonly string[] }> {
  const scope = [tx.scope.entityId, tx.scope.livemode]
  const [state] = await tx.sql<{ cursor: bigint }>(
    `SELECT cursor FROM retrieval_state WHERE entity_id = $1 AND livemode = $2 AND work = 'tickets' FOR UPDATE`,
    scope,
  )
  const from = state?.cursor ?? 0n
  const rows = await tx.sql<{ id: bigint; ticketId: string }>(
    `SELECT id, ticket_id AS "ticketId" FROM ticket_entry WHERE entity_id = $1 AND livemode = $2 AND id > $3 ORDER BY id LIMIT ${STEP}`,
    [...scope, from],
  )
  return { from, upTo: rows.at(-1)?.id ?? from, ids: [...new Set(rows.map(({ ticketId }) => ticketId))] }
}

/** The last entry that nothing older can still be written before. */
async function settledUpTo(tx: Sql, from: bigint, at: Date): Promise<bigint> {
  const [row] = await tx.sql<{ id: bigint | null }>(
    `SELECT max(id) AS id FROM ticket_entry
      WHERE entity_id = $1 AND livemode = $2 AND id <= $3 AND at < $4::text::timestamptz - ${OVERLAP}`,
    [tx.scope.entityId, tx.scope.livemode, from, at.toISOString()],
  )
  return row?.id ?? 0n
}

const remember = (tx: Sql, cursor: bigint, at: Date) =>
  tx.exec(
    `INSERT INTO retrieval_state (entity_id, livemode, work, cursor, updated_at)
     VALUES ($1, $2, 'tickets', $3, $4::text::timestamptz)
     ON CONFLICT (entity_id, livemode, work) DO UPDATE SET cursor = excluded.cursor, updated_at = excluded.updated_at`,
    [tx.scope.entityId, tx.scope.livemode, cursor, at.toISOString()],
  )

const tell = (tx: Sql, ids: readonly string[]): Promise<Told[]> =>
  tx.sql<Told>(
    `SELECT t.id, t.title, t.state, t.resolution, t.opened_at::date::text AS "openedOn", t.resolved_at::date::text AS "resolvedOn",
            CASE t.subject_kind WHEN 'seller' THEN t.subject_id ELSE '' END AS "sellerId",
            ARRAY(SELECT e.body FROM ticket_entry e WHERE e.ticket_id = t.id AND e.kind = 'comment' ORDER BY e.id LIMIT ${COMMENTS_MAX}) AS comments
       FROM ticket t WHERE t.entity_id = $1 AND t.livemode = $2 AND t.id = ANY($3::text[]) ORDER BY t.id`,
    [tx.scope.entityId, tx.scope.livemode, ids],
  )

/**
 * What a ticket says to people of the console; to the seller it is about, that it was there and is over: what operators wrote to one
 * another is not the seller's to read.
 */
function passagesOf({ id, title, state, resolution, openedOn, resolvedOn, sellerId, comments }: Told): NewPassage[] {
  if (state !== 'resolved') return []
  const href = `/tickets/${id}`
  const days = `Opened on ${openedOn}, resolved on ${resolvedOn ?? openedOn}.`
  const said = comments.map((comment) => `Comment: ${comment}`)
  const inside: NewPassage = {
    title,
    heading: 'Past ticket',
    body: [days, ...(resolution === '' ? [] : [`Resolution: ${resolution}`]), ...said].join('\n\n').slice(0, BODY_MAX),
    href,
    audience: 'console',
  }
  if (sellerId === '') return [inside]
  return [inside, { title, heading: 'Past ticket', body: days, href, audience: 'seller', sellerId }]
}

import type { Entity } from '#lib/entities/entity.ts'
import { type MatchedBankLine, postBankLines, reverseBankLines } from '#lib/ledger/post-bank-line.ts'
import type { Sql } from '#lib/platform/db.ts'

const AT_ONCE = 500

type Row = {
  readonly id: bigint
  readonly turns: number
  readonly isLive: boolean
  readonly expected: readonly string[]
  readonly lines: readonly {
    readonly id: string
    readonly account: string
    readonly on: string
    readonly minor: string
    readonly currency: string
  }[]
}

/**
 * Has the books follow the bank's matches: lines of a live match are posted from in transit to the bank, those of one that was
 * taken apart are posted back. Each turn is an entry of its own, so a match that is undone and restored ends where it should.
 * Returns how many it booked; ask again while it is not zero.
 */
export async function bookMatches(tx: Sql, entity: Entity, at: Date): Promise<number> {
  const rows = await tx.sql<Row>(
    `SELECT m.id, m.book_turns AS turns, m.state = 'live' AS "isLive",
            (SELECT coalesce(array_agg(i.object_id ORDER BY i.object_id), '{}') FROM match_item i WHERE i.id = ANY(m.expected_ids)) AS expected,
            (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id::text, 'account', l.bank_account_id, 'on', l.booked_on,
                      'minor', l.amount_minor::text, 'currency', l.currency) ORDER BY l.id), '[]')
               FROM match_item i JOIN bank_line l ON l.id = i.object_id::bigint WHERE i.id = ANY(m.observed_ids)) AS lines
       FROM match m
      WHERE m.entity_id = $1 AND m.livemode = $2 AND m.domain = 'bank' AND (m.state = 'live') <> (m.book_turns % 2 = 1)
      ORDER BY m.id LIMIT ${AT_ONCE} FOR UPDATE OF m`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  if (rows.length === 0) return 0
  await reverseBankLines(tx, rows.filter(({ isLive }) => !isLive).flatMap(linesOf), { entity, at })
  await postBankLines(tx, rows.filter(({ isLive }) => isLive).flatMap(linesOf), { entity, at })
  await tx.exec('UPDATE match SET book_turns = book_turns + 1 WHERE id = ANY($1::bigint[])', [
    rows.map(({ id }) => `${id}`),
  ])
  return rows.length
}

function linesOf({ id, turns, expected, lines }: Row): MatchedBankLine[] {
  const generation = Math.floor(turns / 2)
  return lines.map(({ id: lineId, account, on, minor, currency }) => ({
    lineId: BigInt(lineId),
    bankAccountId: account,
    bookedOn: on,
    amountMinor: BigInt(minor),
    currency,
    matchId: generation === 0 ? `${id}` : `${id}.${generation}`,
    inTransit: expected.some((object) => object.startsWith('tu_')) ? 'topups_in_transit' : 'payouts_in_transit',
    refs: expected.map((object) => `${object.startsWith('tu_') ? 'topup' : 'payout'}:${object}`),
  }))
}

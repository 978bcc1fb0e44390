import { formatMoney } from '#lib/money/format.ts'
import type { Sql } from '#lib/platform/db.ts'
import { FOUND_MAX, type FoundVariance } from './finding.ts'

type Row = {
  readonly matchId: bigint | null
  readonly rule: string | null
  readonly differenceMinor: bigint
  readonly currency: string
  readonly happenedOn: string
  readonly expected: readonly { readonly id: string; readonly minor: string }[]
  readonly observed: readonly { readonly id: string; readonly minor: string; readonly reference: string }[]
}

/** Payouts the bank does not show, shows for less or more, or shows as one; and lines that no payout explains. */
export async function findInBank(tx: Sql, account: string): Promise<FoundVariance[]> {
  const rows = await tx.sql<Row>(
    `WITH missing AS (
       SELECT NULL::bigint AS match_id, NULL::text AS rule, i.side, i.id, i.amount_minor, i.currency, i.happened_on FROM match_item i
        WHERE i.entity_id = $1 AND i.livemode = $2 AND i.domain = 'bank' AND i.state = 'missing' ORDER BY i.id DESC LIMIT ${FOUND_MAX}
     ), differing AS (
       SELECT m.id, m.rule, m.difference_minor, m.currency, m.expected_ids, m.observed_ids FROM match m
        WHERE m.entity_id = $1 AND m.livemode = $2 AND m.domain = 'bank' AND m.state = 'live' AND (m.differs <> '' OR m.rule = 'subset')
          AND (m.method <> 'forced' OR m.proposal_id <> '') AND NOT (m.rule = 'subset' AND m.method = 'manual')
        ORDER BY m.id DESC LIMIT ${FOUND_MAX}
     ), found AS (
       SELECT match_id, rule, CASE WHEN side = 'expected' THEN -amount_minor ELSE amount_minor END AS difference_minor, currency,
              CASE WHEN side = 'expected' THEN ARRAY[id] ELSE '{}' END AS expected_ids,
              CASE WHEN side = 'observed' THEN ARRAY[id] ELSE '{}' END AS observed_ids FROM missing
       UNION ALL SELECT * FROM differing
     )
     SELECT f.match_id AS "matchId", f.rule, f.difference_minor AS "differenceMinor", f.currency, o.happened_on AS "happenedOn", o.expected, o.observed
       FROM found f CROSS JOIN LATERAL (
         SELECT min(i.happened_on)::text AS happened_on,
                coalesce(jsonb_agg(jsonb_build_object('id', i.object_id, 'minor', i.amount_minor::text) ORDER BY i.object_id)
                  FILTER (WHERE i.side = 'expected'), '[]') AS expected,
                coalesce(jsonb_agg(jsonb_build_object('id', i.object_id, 'minor', i.amount_minor::text, 'reference', i.reference) ORDER BY i.object_id)
                  FILTER (WHERE i.side = 'observed'), '[]') AS observed
           FROM match_item i WHERE i.id = ANY(f.expected_ids || f.observed_ids)) o`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  return rows.flatMap((row) => toVariance(row, account))
}

function toVariance(row: Row, account: string): FoundVariance[] {
  const { matchId, rule, differenceMinor, currency, happenedOn, expected, observed } = row
  const amount = (minor: bigint | string) => formatMoney({ minor: minor.toString().replace('-', ''), currency })
  const [payout] = expected
  const [line] = observed
  const evidence = [
    ...expected.map(({ id, minor }) => ({ label: `${id} ${amount(minor)}`, ...objectOf(id, account) })),
    ...observed.map(({ id, minor, reference }) => ({ label: `${reference} ${amount(minor)}`, kind: 'bank_line', id })),
  ]
  const common = { sellerId: '', currency, happenedOn, evidence, amountMinor: differenceMinor }
  const about = (id: string) => {
    const object = objectOf(id, account)
    return { subjectKind: object.kind, subjectId: object.id }
  }
  if (matchId === null && payout !== undefined) {
    const summary = `${payout.id} paid out ${amount(payout.minor)}, and the bank shows nothing of it.`
    return [{ ...common, class: 'bank_line_missing', ...about(payout.id), summary }]
  }
  if (matchId === null && line !== undefined) {
    const summary = `The bank shows ${amount(line.minor)} (${line.reference}), and no payout explains it.`
    return [{ ...common, class: 'bank_line_unexpected', subjectKind: 'bank_line', subjectId: line.id, summary }]
  }
  if (payout === undefined || line === undefined) return []
  // What people put together by hand is no question any more.
  const isQuestion = rule !== 'by_hand'
  const merged: FoundVariance[] =
    isQuestion && expected.length > 1
      ? [
          {
            ...common,
            amountMinor: sumOf(observed),
            class: 'bank_lines_merged',
            ...about(payout.id),
            summary: `${expected.length} payouts came as one line of ${amount(sumOf(observed))}.`,
          },
        ]
      : isQuestion && observed.length > 1
        ? [
            {
              ...common,
              amountMinor: sumOf(observed),
              class: 'bank_line_split',
              ...about(payout.id),
              summary: `${payout.id} came as ${observed.length} lines of together ${amount(sumOf(observed))}.`,
            },
          ]
        : []
  if (differenceMinor === 0n) return merged
  const isShort = differenceMinor < 0n
  const summary = `The bank booked ${amount(sumOf(observed))} for ${amount(sumOf(expected))}: ${amount(differenceMinor)} ${isShort ? 'less' : 'more'}.`
  return [...merged, { ...common, class: isShort ? 'short_payout' : 'payout_over', ...about(payout.id), summary }]
}

const sumOf = (items: readonly { readonly minor: string }[]) =>
  items.reduce((sum, { minor }) => sum + BigInt(minor), 0n)

const objectOf = (id: string, account: string) =>
  id.startsWith('po_') ? { kind: 'payout', id: `${account}/${id}` } : { kind: 'topup', id }

import type { Client } from 'pg'
import type { ClassTally, SeedResult } from './quality-model.ts'

/** An oddity of the sandbox's answer key. */
export type Planted = {
  readonly kind: string
  readonly class: string
  readonly ids: Readonly<Record<string, string>>
  readonly amount: number
  readonly currency: string
}
type Found = {
  readonly class: string
  readonly subject: string
  readonly about: string
  readonly minor: string
  readonly currency: string
  readonly summary: string
}
type Matched = {
  readonly id: string
  readonly domain: string
  readonly rule: string
  readonly difference: string
  readonly expected: readonly { readonly id: string; readonly key: string; readonly twins: number }[]
  readonly observed: readonly { readonly key: string; readonly reference: string }[]
}

/** Compares what reconciliation left in a database with what was planted. */
export async function compare(database: Client, planted: readonly Planted[]): Promise<SeedResult> {
  const key = planted.filter((one) => one.kind === 'discrepancy')
  const { rows: open } = await database.query<Found>(VARIANCES)
  const { rows: matched } = await database.query<Matched>(MATCHES)
  const { rows: remainders } = await database.query<{ id: string }>(UNEVEN_REMAINDERS)
  const found = [...open]
  const classes = new Map<string, ClassTally>()
  const notes: string[] = []
  for (const { class: name, ids, amount, currency } of key) {
    const own = Object.entries(ids).flatMap(([what, id]) =>
      what === 'seller' || what === 'payment_intent' ? [] : [id],
    )
    const isOfIt = (one: Found) => own.some((id) => one.about.includes(id))
    const right = found.findIndex((one) => one.class === name && isOfIt(one))
    const index = right === -1 ? found.findIndex(isOfIt) : right
    const [hit] = index === -1 ? [] : found.splice(index, 1)
    const tally = classes.get(name) ?? { planted: 0, found: 0, rightClass: 0, rightAmount: 0 }
    tally.planted += 1
    if (hit !== undefined) tally.found += 1
    if (hit?.class === name) tally.rightClass += 1
    const isRightAmount = hit?.minor === `${Math.abs(amount)}` && hit.currency === currency.toUpperCase()
    if (isRightAmount) tally.rightAmount += 1
    classes.set(name, tally)
    if (hit?.class !== name || !isRightAmount)
      notes.push(`${name} ${amount} ${currency} ${JSON.stringify(ids)}: ${hit?.summary ?? 'not found'}`)
  }
  const wrong = matched.filter((match) => !isRight(match, key))
  notes.push(
    ...found.map((one) => `false alarm: ${one.class} ${one.subject} ${one.minor} ${one.currency} ${one.summary}`),
  )
  notes.push(...wrong.map((match) => `wrong match: ${JSON.stringify(match)}`))
  notes.push(...remainders.map(({ id }) => `remainder of ${id} does not add up`))
  return {
    classes: Object.fromEntries(classes),
    matches: matched.length,
    wrongMatches: wrong.length,
    falseAlarms: found.length,
    unevenRemainders: remainders.length,
    notes,
  }
}

/**
 * A match is right when the names that both sides give agree; where the bank left the name out, when the answer key names these
 * payouts with this line, or when the amounts agree and no other payout of that amount is near.
 */
function isRight({ domain, expected, observed, difference }: Matched, key: readonly Planted[]): boolean {
  const names = new Set(expected.map((one) => one.key))
  if (domain === 'records') return observed.every((one) => names.has(one.key))
  const text = observed.map(({ reference }) => reference.toLowerCase()).join(' ')
  const merged = key.find(({ ids }) => ids.bank_line !== undefined && text.includes(ids.bank_line.toLowerCase()))
  if (merged !== undefined) {
    const { bank_line: _, ...payouts } = merged.ids
    return (
      Object.values(payouts).sort().join() ===
      expected
        .map(({ id }) => id)
        .sort()
        .join()
    )
  }
  if (expected.some(({ id }) => key.some(({ class: name, ids }) => name === 'bank_line_missing' && ids.payout === id)))
    return false
  if (expected.some((one) => one.key !== '' && text.includes(one.key))) return expected.length === 1
  return difference === '0' && expected.length === 1 && expected.every(({ twins }) => twins === 0)
}

const VARIANCES = `
SELECT v.class, v.subject_id AS subject, abs(v.amount_minor)::text AS minor, v.currency::text AS currency, v.summary,
       concat_ws(' ', v.subject_id, v.evidence::text, s.order_id, s.charge_id) AS about
  FROM variance v LEFT JOIN settlement s ON s.id = v.subject_id WHERE v.state IN ('open', 'in_progress') ORDER BY v.id`

const MATCHES = `
SELECT m.id::text, m.domain, m.rule, m.difference_minor::text AS difference,
       (SELECT json_agg(json_build_object('id', i.object_id, 'key', i.key, 'twins', (
           SELECT count(*) FROM match_item t WHERE t.domain = 'bank' AND t.side = 'expected' AND t.currency = i.currency AND t.id <> i.id
              AND t.state <> 'void' AND t.amount_minor = i.amount_minor AND abs(t.happened_on - i.happened_on) <= 7)))
          FROM match_item i WHERE i.id = ANY(m.expected_ids)) AS expected,
       (SELECT json_agg(json_build_object('key', i.key, 'reference', i.reference)) FROM match_item i WHERE i.id = ANY(m.observed_ids)) AS observed
  FROM match m WHERE m.state = 'live' AND m.method IN ('auto', 'tolerance')`

const UNEVEN_REMAINDERS = `
SELECT t.payout_id AS id FROM payout_tie_out t
 WHERE t.state IN ('tied', 'differs')
   AND (SELECT coalesce(sum((r ->> 'minor')::bigint), 0) FROM jsonb_array_elements(t.remainders::jsonb) AS r)
       <> coalesce(t.expected_minor - t.payout_minor, t.remainder_minor)`

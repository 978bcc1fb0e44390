import type { Sql } from '#lib/platform/db.ts'
import type { Outcome, WeekOfQuestions } from './deflection-model.ts'

/** A question that a seller had. */
export type Question = {
  /** ask: put to the assistant in the portal. inbox: written to us. */
  readonly way: 'ask' | 'inbox'
  readonly id: string
  readonly sellerId: string
  readonly sellerName: string
  /** ISO instant of its first message. */
  readonly at: string
  readonly outcome: Outcome
}

const DAY_MS = 86_400_000
const WEEKS = 12

/** The Monday (UTC) of an instant's week. */
const mondayOf = (at: Date): Date => {
  const day = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()))
  return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * DAY_MS)
}

/**
 * Every question between two instants with how it ended.
 *
 * An Ask conversation in the portal is one question, in the week of its first message; a conversation that a seller began in the inbox is
 * one, unless it was closed as no question, or the same seller had asked the portal in the two days before: then it is where that
 * question went. A person had to do with it when it was handed over as a ticket, led to the inbox within two days, was answered by us or
 * closed as answered. It ended by itself when the portal's answer was the end of it for two days, or when it was closed as settled by
 * itself. Everything else is open and counts for neither.
 */
const QUESTIONS = `
WITH asked AS (
  SELECT 'ask' AS way, q.id, q.seller_id, q.asked_at AS at,
         CASE WHEN EXISTS (SELECT FROM ticket t WHERE t.entity_id = $1 AND t.livemode = $2 AND t.subject_kind = 'conversation' AND t.subject_id = q.id)
                OR EXISTS (SELECT FROM conversation c WHERE c.entity_id = $1 AND c.livemode = $2 AND c.side = 'seller' AND c.seller_id = q.seller_id
                              AND c.ending <> 'not_a_question' AND c.opened_at >= q.asked_at AND c.opened_at < q.asked_at + interval '2 days') THEN 'person'
              WHEN q.asked_at + interval '2 days' <= $5::text::timestamptz THEN 'itself' ELSE 'open' END AS outcome
    FROM portal_questions($3::text::timestamptz - interval '2 days', $4::text::timestamptz) q
), wrote AS (
  SELECT 'inbox' AS way, c.id, c.seller_id, c.opened_at AS at,
         CASE WHEN c.ticket_id <> '' OR c.ending = 'answered' OR EXISTS (SELECT FROM message m WHERE m.entity_id = $1 AND m.livemode = $2
                      AND m.subject_kind = 'inbox' AND m.subject_id = c.id AND m.state <> 'canceled') THEN 'person'
              WHEN c.ending = 'settled_itself' THEN 'itself' ELSE 'open' END AS outcome
    FROM conversation c
   WHERE c.entity_id = $1 AND c.livemode = $2 AND c.side = 'seller' AND c.ending <> 'not_a_question'
     AND c.opened_at >= $3::text::timestamptz AND c.opened_at < $4::text::timestamptz
     AND NOT EXISTS (SELECT FROM asked a WHERE a.seller_id = c.seller_id AND a.at <= c.opened_at AND a.at > c.opened_at - interval '2 days')
), question AS (SELECT * FROM asked WHERE at >= $3::text::timestamptz UNION ALL SELECT * FROM wrote)
`

const values = (tx: Sql, from: Date, to: Date, at: Date) => [
  tx.scope.entityId,
  tx.scope.livemode,
  from.toISOString(),
  to.toISOString(),
  at.toISOString(),
]

/** The last twelve weeks (Monday to Sunday, UTC), newest first: how many questions ended by themselves, how many with a person. */
export async function weeksOfQuestions(tx: Sql, at: Date): Promise<WeekOfQuestions[]> {
  const monday = mondayOf(at)
  const from = new Date(monday.getTime() - (WEEKS - 1) * 7 * DAY_MS)
  const rows = await tx.sql<WeekOfQuestions>(
    `${QUESTIONS} SELECT date_trunc('week', at AT TIME ZONE 'UTC')::date::text AS week,
       count(*) FILTER (WHERE outcome = 'itself')::int AS itself, count(*) FILTER (WHERE outcome = 'person')::int AS person,
       count(*) FILTER (WHERE outcome = 'open')::int AS open FROM question GROUP BY 1`,
    values(tx, from, new Date(monday.getTime() + 7 * DAY_MS), at),
  )
  const found = new Map(rows.map((row) => [row.week, row]))
  return Array.from({ length: WEEKS }, (_, back) => {
    const week = new Date(monday.getTime() - back * 7 * DAY_MS).toISOString().slice(0, 10)
    return found.get(week) ?? { week, itself: 0, person: 0, open: 0 }
  })
}

const ROWS_MAX = 200

/** The questions of one week (its Monday), newest first. */
export async function questionsOfWeek(tx: Sql, week: string, at: Date): Promise<Question[]> {
  const from = mondayOf(new Date(`${week}T00:00:00.000Z`))
  const rows = await tx.sql<Omit<Question, 'at'> & { at: Date }>(
    `${QUESTIONS} SELECT q.way, q.id, q.seller_id AS "sellerId", coalesce(s.name, '') AS "sellerName", q.at, q.outcome
       FROM question q LEFT JOIN seller s ON s.id = q.seller_id ORDER BY q.at DESC, q.id LIMIT ${ROWS_MAX}`,
    values(tx, from, new Date(from.getTime() + 7 * DAY_MS), at),
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

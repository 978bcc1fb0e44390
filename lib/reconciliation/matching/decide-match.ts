import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { enqueue } from '#lib/platform/jobs.ts'
import { objectOf } from './item-object.ts'
import { matchLook, seenAs } from './look-model.ts'
import type { MatchDomain, MatchRule } from './match-model.ts'
import { wakeTaught } from './read-lessons.ts'
import { alreadyDecided, itemsTaken, noMatch, nothingToUndo } from './refusals.ts'
import { takeTurns } from './take-turns.ts'
import { wakeNeighbours } from './wake-neighbours.ts'

export type Deciding = {
  readonly actor: Actor
  readonly matchId: string
  readonly reason: string
  /** What the person saw, as `seenAs` says it: whoever was quicker is not overruled unseen. Left out, nothing is compared. */
  readonly seen?: string | undefined
  readonly at: Date
}

type Held = {
  readonly id: bigint
  readonly domain: MatchDomain
  readonly rule: MatchRule
  readonly method: string
  readonly state: 'suggested' | 'live' | 'declined' | 'void'
  readonly differs: string
  readonly expectedIds: readonly bigint[]
  readonly observedIds: readonly bigint[]
}

/** Says that the items are the same thing. A suggestion is taken; what the engine matched by itself is beyond its reach from now on. */
export async function confirmMatch(tx: Sql, deciding: Deciding): Promise<void> {
  const match = await lockMatch(tx, deciding)
  if (match.state !== 'suggested' && match.state !== 'live') throw alreadyDecided(match.state)
  if (match.state === 'suggested') await requireOpen(tx, match)
  await decide(tx, match, { ...deciding, action: 'confirm', state: 'live', note: 'Confirmed a match.' })
  await hold(tx, match, 'matched_manual')
}

/** Says that they are not the same: the pair is not offered again, and the items are open. */
export async function declineMatch(tx: Sql, deciding: Deciding): Promise<void> {
  const match = await lockMatch(tx, deciding)
  if (match.state !== 'suggested' && match.state !== 'live') throw alreadyDecided(match.state)
  const isLive = match.state === 'live'
  await decide(tx, match, {
    ...deciding,
    action: isLive ? 'void' : 'decline',
    state: isLive ? 'void' : 'declined',
    note: isLive ? 'Took a match apart.' : 'Declined a match.',
  })
  await tx.exec(
    `INSERT INTO match_declined (entity_id, livemode, expected_id, observed_id, match_id, rule)
     SELECT $1, $2, e, o, $5::bigint, $6 FROM unnest($3::bigint[]) AS e CROSS JOIN unnest($4::bigint[]) AS o ON CONFLICT DO NOTHING`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      texts(match.expectedIds),
      texts(match.observedIds),
      `${match.id}`,
      match.rule,
    ],
  )
  if (isLive) await release(tx, match)
}

/** Takes the last decision about a match back, whatever it was. Refuses when its items belong to another match by now. */
export async function undoDecision(tx: Sql, deciding: Deciding): Promise<void> {
  const match = await lockMatch(tx, deciding)
  const [last] = await tx.sql<{ id: bigint; action: string; was: Held['state'] }>(
    `SELECT id, action, was FROM match_decision WHERE match_id = $1::bigint AND action <> 'undo' AND undone_by IS NULL ORDER BY id DESC LIMIT 1`,
    [deciding.matchId],
  )
  if (last === undefined) throw nothingToUndo()
  const state = last.action === 'force' ? 'void' : last.was
  if (state === 'live' && match.state !== 'live') await requireOpen(tx, match)
  const undo = await decide(tx, match, { ...deciding, action: 'undo', state, note: `Took back: ${last.action}.` })
  await tx.exec('UPDATE match_decision SET undone_by = $2::bigint WHERE id = $1::bigint', [`${last.id}`, undo])
  await tx.exec('DELETE FROM match_declined WHERE match_id = $1::bigint', [deciding.matchId])
  if (state === 'live')
    await hold(tx, match, match.differs === '' ? 'matched_auto' : 'amount_mismatch', heldBy(match.rule))
  else if (match.state === 'live') await release(tx, match)
}

async function lockMatch(tx: Sql, { matchId, seen }: Pick<Deciding, 'matchId' | 'seen'>): Promise<Held> {
  await takeTurns(tx)
  const [match] = await tx.sql<Held>(
    `SELECT id, domain, rule, method, state, differs, expected_ids AS "expectedIds", observed_ids AS "observedIds" FROM match
      WHERE id = $1::bigint AND entity_id = $2 AND livemode = $3 FOR UPDATE`,
    [matchId, tx.scope.entityId, tx.scope.livemode],
  )
  if (match === undefined) throw noMatch()
  if (seen !== undefined && seen !== seenAs(match)) throw alreadyDecided(matchLook(match).word)
  return match
}

const texts = (ids: readonly bigint[]) => ids.map(String)
const itemsOf = ({ expectedIds, observedIds }: Held) => texts([...expectedIds, ...observedIds])

/** Suggested items may have found their match elsewhere since; what the engine holds by amount gives way to people. */
async function requireOpen(tx: Sql, match: Held): Promise<void> {
  const taken = await tx.sql<{ id: bigint }>(
    `SELECT id FROM match_item WHERE id = ANY($1::bigint[]) AND (held <> 'open' OR state = 'void') ORDER BY id FOR UPDATE`,
    [itemsOf(match)],
  )
  if (taken.length > 0) throw itemsTaken()
}

/** What holds the items of a match that no person decided about. */
const heldBy = (rule: MatchRule) =>
  rule === 'key' ? 'key' : rule === 'by_hand' || rule === 'similarity' ? 'hand' : 'weak'

async function hold(tx: Sql, match: Held, state: string, held = 'hand'): Promise<void> {
  await tx.exec(
    `UPDATE match_item SET held = $4, match_id = $2::bigint, state = $3, is_due = false WHERE id = ANY($1::bigint[])`,
    [itemsOf(match), `${match.id}`, state, held],
  )
  await wakeAround(tx, match)
}

async function release(tx: Sql, match: Held): Promise<void> {
  await tx.exec(
    `UPDATE match_item SET held = 'open', match_id = NULL, state = 'expected', is_due = true WHERE match_id = $1::bigint`,
    [`${match.id}`],
  )
  await wakeAround(tx, match)
}

async function wakeAround(tx: Sql, match: Held): Promise<void> {
  const places = await tx.sql<{ currency: string; happenedOn: string }>(
    `SELECT DISTINCT currency::text AS currency, happened_on::text AS "happenedOn" FROM match_item WHERE id = ANY($1::bigint[])`,
    [itemsOf(match)],
  )
  await wakeNeighbours(tx, match.domain, places)
}

type Step = Omit<Deciding, 'actor'> & {
  readonly actor: Pick<Actor, 'personId' | 'roles' | 'requestId' | 'entity'>
  readonly action: string
  readonly state: Held['state']
  readonly note: string
}

/** Writes the match's new state, the decision and the audit line; returns the decision's id. */
export async function decide(tx: Sql, match: Pick<Held, 'id' | 'state'>, step: Step): Promise<string> {
  const { actor, action, state, reason, note, at } = step
  await tx.exec(
    `UPDATE match SET state = $2, reason = $3, method = CASE WHEN $4 = 'confirm' THEN 'manual'
       WHEN $4 = 'undo' AND rule <> 'by_hand' THEN CASE rule WHEN 'tolerance' THEN 'tolerance' ELSE 'auto' END ELSE method END WHERE id = $1::bigint`,
    [`${match.id}`, state, reason, action],
  )
  const [row] = await tx.sql<{ id: bigint }>(
    `INSERT INTO match_decision (entity_id, livemode, match_id, action, was, person_id, reason, at)
     VALUES ($1, $2, $3::bigint, $4, $5, $6, $7, $8::text::timestamptz) RETURNING id`,
    [
      tx.scope.entityId,
      tx.scope.livemode,
      `${match.id}`,
      action,
      match.state,
      actor.personId,
      reason,
      at.toISOString(),
    ],
  )
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
    action: `matching.${action}`,
    subject: { kind: 'match', id: `${match.id}` },
    before: { state: match.state },
    after: { state },
    note: reason === '' ? note : `${note} ${reason}`,
    refs: await objectsOf(tx, `${match.id}`, actor.entity.stripeAccount),
    requestId: actor.requestId,
    at,
  })
  await wakeTaught(tx, `${match.id}`)
  await enqueue(tx, 'match', {}, { key: actor.entity.id })
  return `${row?.id}`
}

/** What a match is about: whoever decided about it shaped what is proposed about these. */
async function objectsOf(tx: Sql, matchId: string, account: string): Promise<string[]> {
  const rows = await tx.sql<{ domain: MatchDomain; side: string; objectId: string }>(
    `SELECT i.domain, i.side, i.object_id AS "objectId" FROM match m JOIN match_item i ON i.id = ANY(m.expected_ids || m.observed_ids)
      WHERE m.id = $1::bigint ORDER BY i.id`,
    [matchId],
  )
  return rows.map((row) => objectOf(row, row.domain, account)).map(({ kind, id }) => `${kind}:${id}`)
}

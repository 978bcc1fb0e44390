import type { Actor } from '#lib/access/actor.ts'
import type { Sql } from '#lib/platform/db.ts'
import { isWithinAlone, lockForced } from './forced-items.ts'
import type { MatchDomain } from './match-model.ts'
import { proposeForce } from './propose-force.ts'
import { takeTurns } from './take-turns.ts'
import { writeForced } from './write-forced.ts'

type Forcing = {
  readonly actor: Actor
  /** Objects of both sides: several on one side split the other. */
  readonly expected: readonly string[]
  readonly observed: readonly string[]
  readonly domain: MatchDomain
  readonly reason: string
  readonly at: Date
}

/** Exactly one of the two is not empty. */
export type Forced = { readonly matchId: string; readonly proposalId: string }

/**
 * Matches what people say is the same, with the difference on record. A difference above the limit is put before the gate
 * instead. Refuses items that another match holds, and two currencies.
 */
export async function forceMatch(tx: Sql, forcing: Forcing): Promise<Forced> {
  await takeTurns(tx)
  const items = await lockForced(tx, forcing)
  if (!isWithinAlone(items)) return { matchId: '', proposalId: await proposeForce(tx, items, forcing) }
  return { matchId: await writeForced(tx, items, { ...forcing, proposalId: '' }), proposalId: '' }
}

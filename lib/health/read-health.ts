import type { Sql } from '#lib/platform/db.ts'
import { COMPONENT_KEYS, COMPONENTS, type ComponentKey, componentText } from './components-model.ts'
import type { ScoredComponent } from './score.ts'
import { readRun } from './score-store.ts'
import { listSettings } from './settings.ts'
import { reasonOf } from './words-model.ts'

export type ComponentRow = {
  readonly key: ComponentKey
  readonly name: string
  readonly words: string
  /** As people read it; empty when nothing is kept. */
  readonly value: string
  /** Does as well as or better than so many of a hundred peers; null where nothing is compared. */
  readonly percentile: number | null
  readonly peers: number
  /** Tenths of a point, of `weight` whole points. */
  readonly lost: number
  readonly weight: number
  readonly reason: string
}

export type HistoryPoint = {
  readonly day: string
  readonly score: number
  readonly cause: 'week' | 'event' | 'past'
}

export type SellerHealth = {
  readonly score: number
  /** The first day that is not in it. */
  readonly day: string
  readonly settingsVersion: number
  readonly components: readonly ComponentRow[]
  /** Oldest first. */
  readonly history: readonly HistoryPoint[]
}

type Row = HistoryPoint & { components: Partial<Record<ComponentKey, ScoredComponent>>; version: number }

const POINTS_MAX = 80

/** A seller's newest score, why it is what it is, and how it came there; null while it was never scored. */
export async function readHealth(tx: Sql, sellerId: string): Promise<SellerHealth | null> {
  const rows = await tx.sql<Row>(
    `SELECT on_day::text AS day, score, cause, components, settings_version AS version FROM health_score
      WHERE entity_id = $1 AND livemode = $2 AND seller_id = $3 ORDER BY on_day DESC, id DESC LIMIT $4`,
    [tx.scope.entityId, tx.scope.livemode, sellerId, POINTS_MAX],
  )
  const [newest] = rows
  if (newest === undefined) return null
  const versions = await listSettings(tx)
  const { settings } = versions.find(({ version }) => version === newest.version) ?? versions[0]
  const { market } = await readRun(tx)
  return {
    score: newest.score,
    day: newest.day,
    settingsVersion: newest.version,
    components: COMPONENT_KEYS.map((key) => {
      const one = newest.components[key] ?? UNKNOWN
      return {
        key,
        name: COMPONENTS[key].name,
        words: COMPONENTS[key].words,
        value: one.value === null || one.sample === 0 ? '' : componentText(key, one.value),
        percentile: one.percentile,
        peers: market.peers[key] ?? 0,
        lost: one.lost,
        weight: settings.weights[key],
        reason: reasonOf(key, one, settings.weights[key]),
      }
    }),
    history: rows.map(({ day, score, cause }) => ({ day, score, cause })).reverse(),
  }
}

const UNKNOWN: ScoredComponent = { value: null, sample: 0, judged: null, percentile: null, lost: 0 }

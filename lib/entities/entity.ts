import { z } from 'zod'
import { inRawTransaction, type Sql } from '#lib/platform/db.ts'
import { env } from '#lib/platform/env.ts'
import { newId } from '#lib/platform/ids.ts'
import { noEntity } from './refusals.ts'

const metadataKeys = z.object({
  seller: z.string(),
  commissionBps: z.string(),
  category: z.string(),
  orderId: z.string(),
})

/** The names a platform gives its metadata fields, unless it says otherwise. */
export const DEFAULT_METADATA_KEYS = {
  seller: 'seller',
  commissionBps: 'commission_bps',
  category: 'category',
  orderId: 'order_id',
} as const satisfies z.infer<typeof metadataKeys>

/** A legal entity: one Stripe platform account, one functional currency, one book time zone. */
export type Entity = {
  readonly id: string
  readonly name: string
  /** The platform's own account, `acct_…`. */
  readonly stripeAccount: string
  readonly livemode: boolean
  readonly functionalCurrency: string
  /** IANA zone of accounting dates. */
  readonly bookTimeZone: string
  readonly goLiveAt: Date | null
  /** When automatic execution was released; null: every proposal waits for a person. */
  readonly automaticSince: Date | null
  readonly pausedAt: Date | null
  readonly metadataKeys: z.infer<typeof metadataKeys>
}

const COLUMNS = `id, name, stripe_account AS "stripeAccount", livemode, functional_currency AS "functionalCurrency",
  book_time_zone AS "bookTimeZone", go_live_at AS "goLiveAt", automatic_since AS "automaticSince",
  paused_at AS "pausedAt", metadata_keys AS "metadataKeys"`

const toEntity = (row: Entity): Entity => ({ ...row, metadataKeys: metadataKeys.parse(row.metadataKeys) })

/** The scope in which entities are looked up, before one is known. */
const LOOKING = { entityId: '', livemode: false, actor: 'system' } as const

/** The entity as it stands in this transaction; refuses when there is none of that id. */
export async function getEntity(tx: Sql, id: string): Promise<Entity> {
  const [row] = await tx.sql<Entity>(`SELECT ${COLUMNS} FROM entity WHERE id = $1`, [id])
  if (row === undefined) throw noEntity()
  return toEntity(row)
}

/** The entity this installation's Stripe key belongs to, or null before first data was read. */
export async function findCurrentEntity(): Promise<Entity | null> {
  const [row] = await inRawTransaction(LOOKING, (tx) =>
    tx.sql<Entity>(`SELECT ${COLUMNS} FROM entity WHERE livemode = $1 ORDER BY created_at, id LIMIT 1`, [
      !env.isTestMode,
    ]),
  )
  return row === undefined ? null : toEntity(row)
}

/** As `findCurrentEntity`; refuses before first data was read. */
export async function currentEntity(): Promise<Entity> {
  const entity = await findCurrentEntity()
  if (entity === null) throw noEntity()
  return entity
}

type NewEntity = {
  readonly name: string
  readonly stripeAccount: string
  readonly livemode: boolean
  readonly functionalCurrency: string
  readonly bookTimeZone: string
  readonly goLiveAt: Date | null
  readonly automaticSince: Date | null
  readonly at: Date
}

/** Makes the entity of a Stripe account once; a second call returns the first one unchanged. */
export async function ensureEntity(input: NewEntity): Promise<Entity> {
  return inRawTransaction(LOOKING, async (tx) => {
    await tx.exec(
      `INSERT INTO entity (id, name, stripe_account, livemode, functional_currency, book_time_zone, go_live_at,
                           automatic_since, metadata_keys, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (stripe_account, livemode) DO NOTHING`,
      [
        newId('ent'),
        input.name,
        input.stripeAccount,
        input.livemode,
        input.functionalCurrency,
        input.bookTimeZone,
        input.goLiveAt,
        input.automaticSince,
        JSON.stringify(DEFAULT_METADATA_KEYS),
        input.at,
      ],
    )
    const [row] = await tx.sql<Entity>(`SELECT ${COLUMNS} FROM entity WHERE stripe_account = $1 AND livemode = $2`, [
      input.stripeAccount,
      input.livemode,
    ])
    if (row === undefined) throw noEntity()
    return toEntity(row)
  })
}

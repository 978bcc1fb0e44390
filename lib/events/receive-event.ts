import { clock } from '#lib/platform/clock.ts'
import { inRawTransactionEndingWith, SYSTEM } from '#lib/platform/db.ts'
import type { EventEnvelope } from '#lib/providers/stripe/verify-event.ts'
import type { InboxEntity } from './model.ts'

type Arrival = { readonly entity: InboxEntity; readonly envelope: EventEnvelope; readonly payload: Uint8Array }
type Waiting = Arrival & { readonly receivedAt: Date; resolve(stored: Receipt): void; reject(error: unknown): void }

export type Receipt = 'stored' | 'duplicate'

const BATCH_MAX = 200
/** Two batches on their way: one is being written while the next one fills. */
const FLIGHTS_MAX = 2

const waiting: Waiting[] = []
let flights = 0

/**
 * Stores an event once and returns after it is durable. Events that arrive together are written by one statement; if it
 * fails, each is tried by itself, so a row that cannot be stored fails alone.
 */
export function receiveEvent(arrival: Arrival): Promise<Receipt> {
  return new Promise((resolve, reject) => {
    waiting.push({ ...arrival, receivedAt: clock.now(), resolve, reject })
    if (flights < FLIGHTS_MAX) void fly()
  })
}

async function fly(): Promise<void> {
  flights += 1
  // What else arrives in this turn of the event loop travels along.
  await new Promise((resolve) => setImmediate(resolve))
  while (waiting.length > 0) {
    const batch = waiting.splice(0, BATCH_MAX)
    for (const group of groupsByScope(batch)) await storeGroup(group)
  }
  flights -= 1
}

function groupsByScope(batch: readonly Waiting[]): Waiting[][] {
  return [...Map.groupBy(batch, ({ entity, envelope }) => `${entity.id} ${modeOf(entity, envelope)}`).values()]
}

async function storeGroup(group: readonly Waiting[]): Promise<void> {
  try {
    settle(group, await store(group))
  } catch (error) {
    if (group.length === 1) group[0]?.reject(error)
    else for (const one of group) await storeGroup([one])
  }
}

function settle(group: readonly Waiting[], stored: ReadonlySet<string>): void {
  const claimed = new Set<string>()
  for (const one of group) {
    const key = keyOf(one)
    one.resolve(stored.has(key) && !claimed.has(key) ? 'stored' : 'duplicate')
    claimed.add(key)
  }
}

const modeOf = (entity: InboxEntity, { livemode }: EventEnvelope) => livemode ?? entity.livemode
/** Platform events name no account: they carry the platform's own, so that the key has no hole. */
const accountOf = ({ entity, envelope }: Arrival) => envelope.account || entity.stripeAccount
const keyOf = (one: Arrival) => `${accountOf(one)} ${one.envelope.id}`

/** Due since it happened: a worker whose clock is behind the web server's takes it up all the same. */
const INSERT = `INSERT INTO stripe_event (entity_id, livemode, account, id, type, api_version, occurred_at, object_type, object_id,
                          payload, received_at, due_at, state, outcome)
SELECT $1, $2, n.account, n.id, n.type, n.api_version, n.occurred_at, n.object_type, n.object_id, n.payload, n.received_at,
       least(n.occurred_at, n.received_at), $12, $13
  FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]::timestamptz[], $8::text[], $9::text[], $10::bytea[],
              $11::text[]::timestamptz[]) AS n (account, id, type, api_version, occurred_at, object_type, object_id, payload, received_at)
ON CONFLICT DO NOTHING RETURNING account, id`

async function store(group: readonly Waiting[]): Promise<Set<string>> {
  const [first] = group
  if (first === undefined) return new Set()
  const livemode = modeOf(first.entity, first.envelope)
  // Live Connect endpoints hear test events, too: kept apart, and never worked on.
  const isOther = livemode !== first.entity.livemode
  const column = (of: (one: Waiting) => unknown) => group.map(of)
  const insert = {
    text: INSERT,
    values: [
      first.entity.id,
      livemode,
      column(accountOf),
      column(({ envelope }) => envelope.id),
      column(({ envelope }) => envelope.type),
      column(({ envelope }) => envelope.apiVersion),
      column(({ envelope }) => envelope.occurredAt.toISOString()),
      column(({ envelope }) => envelope.objectType),
      column(({ envelope }) => envelope.objectId),
      column(({ payload }) => Buffer.from(payload)),
      column(({ receivedAt }) => receivedAt.toISOString()),
      isOther ? 'ignored' : 'received',
      isOther
        ? `A ${livemode ? 'live' : 'test'} event; this installation keeps ${livemode ? 'test' : 'live'} books.`
        : '',
    ],
  }
  const scope = SYSTEM({ id: first.entity.id, livemode })
  const rows = await inRawTransactionEndingWith<{ account: string; id: string }>(scope, async () => insert)
  return new Set(rows.map(({ account, id }) => `${account} ${id}`))
}

import { inRawTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { log } from '#lib/platform/log.ts'
import type { Page } from '#lib/providers/stripe/fetch.ts'
import { isWire, text, UnreadableWire, type Wire } from '#lib/providers/stripe/wire.ts'
import { bring } from './bring.ts'
import { type Dispatch, mirror } from './mirror.ts'
import { changesOf } from './mirror-changes.ts'
import type { InboxEntity } from './model.ts'
import type { SweptList } from './sweep-lists.ts'
import { type Gathered, mirrorKindOf, type Need, nothingYet, takeObject } from './take-object.ts'

/** Where every list is read to its end anyway, only what no list holds is asked for by itself. */
const IN_SOME_LIST: ReadonlySet<Need['what']> = new Set([
  'application_fee',
  'balance_transaction',
  'charge',
  'payment_intent',
  'invoice',
  'refund',
  'transfer',
  'payments_of_intent',
  'charge_again',
  'transactions_of',
  'transfer_of_charge',
])
const NOTHING: ReadonlySet<Need['what']> = new Set()

type Kept = {
  readonly entity: InboxEntity
  readonly account: string
  readonly list: SweptList
  readonly page: Page
  /** Every list of every account is being read: what a page leads to comes by itself. */
  readonly readsAll: boolean
  readonly dispatch: Dispatch
  /** Moves the reader's cursor, in the transaction that writes what the page brought. */
  readonly within: (tx: Sql) => Promise<void>
}

/** Mirrors one page of a list with what its objects need, and dispatches what changed: all of it or nothing. */
export async function keepPage(kept: Kept): Promise<{ rows: number; changed: number; unreadable: number }> {
  const { entity, account, list, page, dispatch } = kept
  const gathered = nothingYet()
  let unreadable = 0
  for (const wire of page.wires) {
    for (const [type, object] of withSource(list.type, wire)) {
      if (!tookIn(gathered, entity, { account, type, wire: object, asOf: page.asOf })) unreadable += 1
    }
  }
  await bring(gathered, { entity, memory: new Map(), skip: kept.readsAll ? IN_SOME_LIST : NOTHING })
  const changed = await inRawTransaction(SYSTEM(entity), async (tx) => {
    await kept.within(tx)
    const written = await mirror(tx, gathered.batch)
    const changes = changesOf(written, gathered.accounts).filter(({ isChanged }) => isChanged)
    if (changes.length > 0) await dispatch(tx, changes)
    return changes.length
  })
  return { rows: page.wires.length, changed, unreadable }
}

/** A balance transaction with its cause, when the list was asked to bring it. */
function withSource(type: string, wire: Wire): [string, Wire][] {
  const { source } = wire
  const cause = type === 'balance_transaction' && isWire(source) ? text(source, 'object') : ''
  return isWire(source) && mirrorKindOf(cause) !== null
    ? [
        [cause, source],
        [type, wire],
      ]
    : [[type, wire]]
}

type Seen = { readonly account: string; readonly type: string; readonly wire: Wire; readonly asOf: Date }

/** One object that cannot be read is left out and told about; the rest of the list does not wait for it. */
function tookIn(gathered: Gathered, entity: InboxEntity, { account, type, wire, asOf }: Seen): boolean {
  try {
    takeObject(gathered, type, wire, { account, asOf }, entity.stripeAccount)
    return true
  } catch (error) {
    if (!(error instanceof UnreadableWire)) throw error
    log.warn({ account, error: error.message }, 'an object of a sweep cannot be read')
    return false
  }
}

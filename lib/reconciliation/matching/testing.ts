import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { approve } from '#lib/approvals/decide.ts'
import { executeProposal } from '#lib/approvals/execute.ts'
import type { Executors } from '#lib/approvals/executor.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { closeDatabase } from '#lib/platform/db.ts'
import { openRows, type Rows } from '#lib/platform/testing/rows.ts'
import { runMatching } from './run-matching.ts'

export const AT = new Date('2026-11-20T12:00:00Z')

/** A world of its own for each test of a file: a marketplace, its payouts, its bank, and what matching made of them. */
let rows: Rows
let entity: Entity
let count = 0

export const theEntity = () => entity
export const theRows = () => rows

beforeAll(async () => {
  rows = await openRows()
})
beforeEach(newEntity)
afterAll(async () => {
  await rows.close()
  await closeDatabase()
})

/** Begins with nothing. */
export function newEntity(): void {
  count += 1
  entity = {
    id: `ent_${count}`,
    name: 'Marketplace',
    stripeAccount: `acct_${count}`,
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: null,
    automaticSince: null,
    pausedAt: null,
    metadataKeys: { seller: 'seller', commissionBps: 'bps', category: 'category', orderId: 'order_id' },
  }
}

/** Begins with nothing, as a marketplace the gate knows. */
export async function newLiveEntity(): Promise<void> {
  count += 1
  entity = await ensureEntity({
    name: `Marketplace ${count}`,
    stripeAccount: `acct_live${count}`,
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: new Date('2024-01-01T00:00:00Z'),
    automaticSince: null,
    at: AT,
  })
}

/** Somebody who may work on variances and approve. */
export const person = (personId: string): Actor => ({
  personId,
  email: `${personId}@example.test`,
  name: personId,
  roles: ['operator', 'approver'],
  sellerId: null,
  entity,
  scope: { entityId: entity.id, livemode: false, actor: personId },
  requestId: 'req_1',
})

type Paid = { id: string; minor: number; on: string; trace?: string; currency?: string; status?: string }
type Line = { minor: number; on: string; text: string; currency?: string }

const scope = () => ({ entity_id: entity.id, livemode: false })

export async function payout({ id, minor, on, trace, currency = 'USD', status = 'paid' }: Paid): Promise<void> {
  await rows.insert('payout', {
    ...scope(),
    account: entity.stripeAccount,
    id,
    status,
    amount_minor: `${minor}`,
    currency,
    arrival_at: `${on}T00:00:00Z`,
    created_at: `${on}T00:00:00Z`,
    trace_id: trace ?? '',
  })
}

let files = 0
export async function statement(lines: readonly Line[], to = '2026-11-19', currency = 'USD'): Promise<void> {
  files += 1
  const account = `bank_${entity.id}_${currency}`
  await rows.query(
    `INSERT INTO bank_account (id, entity_id, livemode, name, currency, created_by, created_at) VALUES ($1, $2, false, 'Bank', $3, 'per', now())
     ON CONFLICT DO NOTHING`,
    [account, entity.id, currency],
  )
  const file = `bfl_${files}`
  await rows.insert('bank_file', {
    ...scope(),
    id: file,
    bank_account_id: account,
    file_hash: file,
    format: 'csv',
    source: 'upload',
    state: 'imported',
    first_on: '2026-10-01',
    last_on: to,
  })
  for (const [index, { minor, on, text }] of lines.entries()) {
    await rows.insert('bank_line', {
      ...scope(),
      bank_account_id: account,
      file_id: file,
      line_key: `${file}:${index}`,
      booked_on: on,
      amount_minor: `${minor}`,
      currency,
      reference: text,
    })
  }
}

export const run = () => runMatching({ entity, at: AT })
/** What every item is, by its object. */
export async function states(): Promise<Record<string, string>> {
  const found = await rows.query<{ object_id: string; side: string; state: string; amount_minor: string }>(
    `SELECT side, state, object_id, amount_minor::text FROM match_item WHERE entity_id = $1 ORDER BY side, amount_minor, object_id`,
    [entity.id],
  )
  return Object.fromEntries(
    found.map(({ side, object_id, amount_minor, state }) => [
      side === 'expected' ? object_id : `line ${amount_minor}`,
      state,
    ]),
  )
}
export const liveMatches = () =>
  rows.query<{ rule: string; differs: string; difference_minor: string; expected: string; observed: string }>(
    `SELECT m.rule, m.differs, m.difference_minor::text, (SELECT string_agg(i.object_id, '+' ORDER BY i.object_id) FROM match_item i
              WHERE i.id = ANY(m.expected_ids)) AS expected,
            (SELECT string_agg(i.amount_minor::text, '+' ORDER BY i.amount_minor) FROM match_item i WHERE i.id = ANY(m.observed_ids)) AS observed
       FROM match m WHERE m.entity_id = $1 AND m.state = 'live' ORDER BY expected, observed`,
    [entity.id],
  )

type Stored = { state: string; state_reason: string; arguments_hash: string; approvals_needed: number }

export async function proposalOf(proposalId: string): Promise<Stored> {
  const [row] = await rows.query<Stored>(
    'SELECT state, state_reason, arguments_hash, approvals_needed FROM proposal WHERE id = $1',
    [proposalId],
  )
  if (row === undefined) throw new Error(`there is no proposal ${proposalId}`)
  return row
}

/** Has as many people as it needs say yes, and carries it out. Returns what became of it. */
export async function agreeTo(proposalId: string, executors: Executors): Promise<Stored> {
  const { arguments_hash: argumentsHash, approvals_needed: needed } = await proposalOf(proposalId)
  for (let turn = 0; turn < needed; turn += 1)
    await approve({ actor: person(`per_approver${turn}`), proposalId, argumentsHash, comment: '', at: AT })
  await executeProposal({ entity, proposalId, at: AT, executors })
  return proposalOf(proposalId)
}

import type { Actor } from '#lib/access/actor.ts'
import { approve } from '#lib/approvals/decide.ts'
import { executeProposal } from '#lib/approvals/execute.ts'
import type { Executors } from '#lib/approvals/executor.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { journalExecutor } from '../journals/propose-journal.ts'
import { periodExecutor, proposePeriod } from './close-period.ts'
import type { Month } from './month-model.ts'
import type { PeriodState } from './period-model.ts'
import { ratesExecutor } from './propose-rates.ts'
import { revaluationExecutor } from './propose-revaluation.ts'

export const NOW = new Date('2026-11-20T12:00:00Z')

/** Books of an entity of their own, with people who may propose and approve. */
export type Books = {
  readonly entity: Entity
  work<T>(work: (tx: Sql) => Promise<T>): Promise<T>
  person(personId: string): Actor
  /** Has others approve a proposal, and carries it out. */
  agree(proposalId: string, ...people: readonly string[]): Promise<void>
  ask(month: Month, to: PeriodState): Promise<string>
  /** Brings a month into a state as people would: one asks, others approve. */
  close(month: Month, to: PeriodState): Promise<void>
}

let books = 0

export async function someBooks(): Promise<Books> {
  books += 1
  const entity = await ensureEntity({
    name: `Books ${books}`,
    stripeAccount: `acct_books${books}`,
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'Europe/Berlin',
    goLiveAt: new Date('2026-01-01T00:00:00Z'),
    automaticSince: null,
    at: NOW,
  })
  const executors: Executors = {
    'journal.post': journalExecutor(entity),
    'period.lock': periodExecutor(entity),
    'period.reopen': periodExecutor(entity),
    'period.revalue': revaluationExecutor(entity),
    'rates.store': ratesExecutor(entity),
  }
  const work: Books['work'] = (inside) => inTransaction(SYSTEM(entity), inside)
  const person = (personId: string): Actor => ({
    personId,
    email: `${personId}@example.test`,
    name: personId,
    roles: ['operator', 'approver'],
    sellerId: null,
    entity,
    scope: { entityId: entity.id, livemode: entity.livemode, actor: personId },
    requestId: 'req_1',
  })
  const agree: Books['agree'] = async (proposalId, ...people) => {
    const [row] = await work((tx) =>
      tx.sql<{ hash: string }>('SELECT arguments_hash AS hash FROM proposal WHERE id = $1', [proposalId]),
    )
    for (const who of people)
      await approve({ actor: person(who), proposalId, argumentsHash: row?.hash ?? '', comment: '', at: NOW })
    await executeProposal({ entity, proposalId, at: NOW, executors })
  }
  const ask: Books['ask'] = async (month, to) => {
    const actor = person('per_olu')
    const { proposalId } = await inTransaction(actor.scope, (tx) =>
      proposePeriod(tx, { actor, month, to, reason: 'Month end.', checks: [], evidence: [], at: NOW }),
    )
    return proposalId
  }
  return {
    entity,
    work,
    person,
    agree,
    ask,
    close: async (month, to) => agree(await ask(month, to), 'per_priya', ...(to === 'open' ? ['per_marc'] : [])),
  }
}

import type { Actor } from '#lib/access/actor.ts'
import type { Role } from '#lib/access/permissions.ts'
import { type Entity, ensureEntity } from '#lib/entities/entity.ts'
import { money } from '#lib/money/money.ts'
import { inTransaction, type Sql, SYSTEM } from '#lib/platform/db.ts'
import { delegationExecutor } from './delegation.ts'
import { executeProposal, resolveUnknown } from './execute.ts'
import type { Executors, LocalExecutor, Outcome, Recheck } from './executor.ts'
import type { Proposal } from './proposal.ts'
import { type ProposeInput, propose } from './propose.ts'
import { policyExecutor } from './propose-policy.ts'
import { resumeExecutor } from './resume-executions.ts'
import { releaseExecutor } from './seller-release.ts'
import { lockProposal } from './store.ts'

export const NOW = new Date('2026-11-20T12:00:00Z')
export const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000)
const LONG_AGO = new Date('2024-01-01T00:00:00Z')

type Succeeded = Extract<Outcome, { outcome: 'succeeded' }>
type Answer = Outcome | 'process died'

/** The other side as a test wrote it: each call takes the next answer, and an answer nobody wrote is a fault. */
export type Script = {
  recheck: Recheck
  answers: Answer[]
  found: (Succeeded | null)[]
  /** What was asked of it, in order: `send <key>` and `look up`. */
  readonly asked: string[]
  /** Objects whose success was written down. */
  readonly recorded: string[]
}

type Attempt = { readonly attempt: number; readonly state: string; readonly key: string; readonly objectId: string }

export type Gate = {
  readonly entity: Entity
  readonly script: Script
  ask(changes?: Partial<ProposeInput>): Promise<Proposal>
  person(name: string, roles?: readonly Role[]): Actor
  execute(proposal: Proposal, at?: Date): Promise<void>
  resolve(proposal: Proposal, at?: Date): Promise<void>
  now(proposal: Proposal): Promise<Proposal>
  attempts(proposal: Proposal): Promise<Attempt[]>
  work<T>(work: (tx: Sql) => Promise<T>): Promise<T>
  succeeded(objectId: string): Succeeded
}

let gates = 0

/** A live entity of its own with the gate in front of it, and a scripted other side behind it. */
export async function aGate(
  changes: { automaticSince?: Date | null; goLiveAt?: Date | null; local?: LocalExecutor } = {},
): Promise<Gate> {
  gates += 1
  const entity = await ensureEntity({
    name: `Marketplace ${gates}`,
    stripeAccount: `acct_gate${gates}`,
    livemode: false,
    functionalCurrency: 'USD',
    bookTimeZone: 'UTC',
    goLiveAt: changes.goLiveAt === undefined ? LONG_AGO : changes.goLiveAt,
    automaticSince: changes.automaticSince ?? null,
    at: NOW,
  })
  const script: Script = { recheck: { ok: true }, answers: [], found: [], asked: [], recorded: [] }
  const executor = scripted(script)
  const executors: Executors = {
    'transfer.create': executor,
    'transfer.reverse': executor,
    'execution.resume': resumeExecutor,
    'policy.version': policyExecutor,
    'seller.release': releaseExecutor,
    'delegation.grant': delegationExecutor,
    ...(changes.local === undefined ? {} : { 'contract.version': changes.local }),
  }
  const work = <T>(inside: (tx: Sql) => Promise<T>) => inTransaction(SYSTEM(entity), inside)
  let asked = 0
  return {
    entity,
    script,
    work,
    ask: (input = {}) => {
      asked += 1
      return work((tx) => propose(tx, { ...request(entity, asked), ...input }))
    },
    person: (name, roles = ['approver']) => ({
      personId: `per_${name}`,
      email: `${name}@example.test`,
      name,
      roles,
      sellerId: null,
      entity,
      scope: { entityId: entity.id, livemode: entity.livemode, actor: `per_${name}` },
      requestId: `req_${name}`,
    }),
    execute: (proposal, at = NOW) => executeProposal({ entity, proposalId: proposal.id, at, executors }),
    resolve: (proposal, at = NOW) => resolveUnknown({ entity, proposalId: proposal.id, at, executors }),
    now: (proposal) => work((tx) => lockProposal(tx, proposal.id)),
    attempts: (proposal) =>
      work((tx) =>
        tx.sql<Attempt>(
          `SELECT attempt, state, idempotency_key AS key, provider_object_id AS "objectId" FROM execution
            WHERE proposal_id = $1 ORDER BY attempt`,
          [proposal.id],
        ),
      ),
    succeeded: (objectId) => ({
      outcome: 'succeeded',
      objectId,
      requestId: `req_${objectId}`,
      record: async () => void script.recorded.push(objectId),
    }),
  }
}

function scripted(script: Script) {
  return {
    recheck: async () => script.recheck,
    sellerSince: async (_: Sql, { sellerId }: Proposal) => (sellerId === 'sel_young' ? NOW : LONG_AGO),
    send: async (_: Proposal, key: string) => {
      script.asked.push(`send ${key}`)
      const answer = script.answers.shift()
      if (answer === undefined) throw new Error(`nobody wrote an answer to ${key}`)
      if (answer === 'process died') throw new Error('the process died')
      return answer
    },
    lookUp: async () => {
      script.asked.push('look up')
      const found = script.found.shift()
      if (found === undefined) throw new Error('nobody wrote what a look-up finds')
      return found
    },
  }
}

const request = (entity: Entity, serial: number): ProposeInput => ({
  entity,
  kind: 'transfer.create',
  onceKey: `settlement:stl_${serial}:1`,
  arguments: { destination: 'acct_nordic', amount: '8000', currency: 'USD', order: `ORD-${serial}` },
  amount: money(8_000n, 'USD'),
  functional: money(8_000n, 'USD'),
  seller: { id: 'sel_nordic', since: LONG_AGO },
  subject: { kind: 'settlement', id: `stl_${serial}` },
  summary: 'Transfer 80.00 USD to Nordic Ceramics',
  reasoning: '',
  evidence: [{ label: 'Invoice', kind: 'invoice', id: `in_${serial}` }],
  checks: [],
  effects: [],
  proposedBy: { kind: 'system', id: 'system' },
  at: NOW,
})

import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import { onceKeyFor } from '#lib/approvals/once-key.ts'
import { propose } from '#lib/approvals/propose.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { convert } from '#lib/rates/rate.ts'
import { aloneLimit, type ForcedItem, type ForcedItems, lockForced, sizeOf, sumOf } from './forced-items.ts'
import { objectOf } from './item-object.ts'
import { takeTurns } from './take-turns.ts'
import { writeForced } from './write-forced.ts'

const item = z.object({ objectId: z.string(), amountMinor: z.string() })
const forceArguments = z.object({
  domain: z.enum(['bank', 'records']),
  currency: z.string(),
  expected: z.array(item),
  observed: z.array(item),
  differenceMinor: z.string(),
  reason: z.string(),
})

type Asking = { readonly actor: Actor; readonly reason: string; readonly at: Date }

/** Puts a match by hand before the gate whose difference no person may accept alone. The same items are asked about once. */
export async function proposeForce(tx: Sql, items: ForcedItems, { actor, reason, at }: Asking): Promise<string> {
  const { entity } = actor
  const { currency, differenceMinor } = items
  const amount = money(sizeOf(differenceMinor), currency)
  const proposal = await propose(tx, {
    entity,
    kind: 'match.force',
    onceKey: await onceKeyFor(tx, `match.force:${items.all.map(({ id }) => id).join('+')}`),
    arguments: argumentsOf(items, reason),
    amount,
    functional: await convert(tx, amount, entity.functionalCurrency, accountingOn(entity, at)),
    subject: subjectOf(items, entity),
    summary: `Match ${sideInWords(items.expected, currency)} expected with ${sideInWords(items.observed, currency)} observed: ${formatMoney(amount)} ${differenceMinor < 0n ? 'is missing' : 'is too much'}.`,
    reasoning: reason,
    evidence: items.all.map((one) => evidenceOf(one, items, entity)),
    checks: [
      {
        code: 'open_items',
        passed: true,
        sentence: 'Nothing else holds any of them, and all are in one currency.',
      },
      {
        code: 'alone_limit',
        passed: true,
        sentence: `A person alone may accept a difference of ${formatMoney(aloneLimit(currency))}.`,
      },
    ],
    effects: [
      { label: 'Difference that stays as a variance', before: '0', after: differenceMinor.toString(), currency },
    ],
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  return proposal.id
}

/** Matches what was approved, in the name of whoever asked; void when one of the items changed or found another match. */
export const forceExecutor = (entity: Entity): LocalExecutor => ({
  recheck: async (tx, proposal) => {
    const said = forceArguments.parse(JSON.parse(proposal.arguments))
    const items = await lockSaid(tx, said)
    if (items instanceof Refusal) return { ok: false, void: true, reason: items.message }
    return JSON.stringify(argumentsOf(items, said.reason)) === JSON.stringify(said)
      ? { ok: true }
      : { ok: false, void: true, reason: 'An amount changed since it was asked for. Look at it again.' }
  },
  apply: async (tx, proposal, at) => {
    const said = forceArguments.parse(JSON.parse(proposal.arguments))
    const items = await lockSaid(tx, said)
    if (items instanceof Refusal) throw items
    const actor = { personId: proposal.proposedBy, roles: [], requestId: proposal.id, entity }
    const matchId = await writeForced(tx, items, { actor, reason: said.reason, proposalId: proposal.id, at })
    return { objectId: matchId, sentence: proposal.summary, refs: [`match:${matchId}`] }
  },
})

async function lockSaid(tx: Sql, said: z.infer<typeof forceArguments>): Promise<ForcedItems | Refusal> {
  await takeTurns(tx)
  const ids = (side: readonly { readonly objectId: string }[]) => side.map(({ objectId }) => objectId)
  try {
    return await lockForced(tx, { domain: said.domain, expected: ids(said.expected), observed: ids(said.observed) })
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function argumentsOf(items: ForcedItems, reason: string): z.infer<typeof forceArguments> {
  const side = (of: readonly ForcedItem[]) =>
    of.map(({ objectId, amountMinor }) => ({ objectId, amountMinor: amountMinor.toString() }))
  return forceArguments.parse({
    domain: items.domain,
    currency: items.currency,
    expected: side(items.expected),
    observed: side(items.observed),
    differenceMinor: items.differenceMinor.toString(),
    reason,
  })
}

const sideInWords = (items: readonly ForcedItem[], currency: string) =>
  `${items.length === 1 ? '' : `${items.length} of together `}${formatMoney(money(sumOf(items), currency))}`

function evidenceOf(one: ForcedItem, { domain, currency }: ForcedItems, entity: Entity) {
  const label = `${one.side === 'expected' ? 'Expected' : 'Observed'} ${formatMoney(money(one.amountMinor, currency))} of ${one.happenedOn}`
  return { label, ...objectOf(one, domain, entity.stripeAccount) }
}

const subjectOf = ({ domain, expected }: ForcedItems, entity: Entity) => {
  const [first] = expected
  if (first === undefined) throw new Error('a forced match expects nothing')
  return objectOf(first, domain, entity.stripeAccount)
}

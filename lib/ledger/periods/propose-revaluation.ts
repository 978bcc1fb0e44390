import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { canonicalJson, hashArguments } from '#lib/approvals/canonical.ts'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import { onceKeyFor } from '#lib/approvals/once-key.ts'
import { propose } from '#lib/approvals/propose.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { chartAccount } from '../chart.ts'
import { type DraftLine, type EntryDraft, mergeLines } from '../entry.ts'
import { postEntries } from '../post.ts'
import { firstOfNextMonth, lastDay, type Month, monthWords } from './month-model.ts'
import { monthIsHardLocked, monthNotOver, nothingToRevalue, rateMissing } from './period-refusals.ts'
import { isOpenForJournals, isOver } from './read-periods.ts'
import { type Revaluation, type RevaluedBalance, revaluationSubject, revalue, toPost } from './revaluation.ts'

const revaluationArguments = z.object({ month: z.string(), linesHash: z.string() })

type Proposing = { readonly actor: Actor; readonly month: Month; readonly reason: string; readonly at: Date }

/**
 * Puts the revaluation of a month's foreign balances before the gate. Refuses a month that is not over or hard-locked, and a rate
 * that is not stored: a missing rate is never one.
 */
export async function proposeRevaluation(
  tx: Sql,
  { actor, month, reason, at }: Proposing,
): Promise<{ proposalId: string }> {
  const { entity } = actor
  if (!isOver(entity, month, at)) throw monthNotOver(month)
  if (!(await isOpenForJournals(tx, lastDay(month)))) throw monthIsHardLocked()
  const balances = toRevalue(await revalue(tx, entity, month))
  if (balances.length === 0) throw nothingToRevalue(month)
  const currency = entity.functionalCurrency
  const gain = balances.reduce((sum, balance) => sum + toPost(balance), 0n)
  const size = money(gain < 0n ? -gain : gain, currency)
  const proposal = await propose(tx, {
    entity,
    kind: 'period.revalue',
    onceKey: await onceKeyFor(tx, `revaluation:${month}`),
    arguments: { month, linesHash: hashOf(balances) } satisfies z.infer<typeof revaluationArguments>,
    amount: size,
    functional: size,
    subject: { kind: 'period', id: month },
    summary: `Revalue ${balances.length} foreign balances at the end of ${monthWords(month)}: ${formatMoney(size)} ${gain < 0n ? 'lost' : 'gained'}, reversed the day after.`,
    reasoning: reason,
    evidence: [{ label: `The close of ${month}`, kind: 'period', id: month }],
    checks: [
      { code: 'rates', passed: true, sentence: 'Every day that moved a balance, and the last one, has a stored rate.' },
    ],
    effects: balances.slice(0, EFFECTS_MAX).map((balance) => ({
      label: `${chartAccount(balance.code).name} in ${balance.currency}, carried at`,
      before: (balance.carriedMinor + balance.postedMinor).toString(),
      after: balance.closingMinor.toString(),
      currency,
    })),
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  return { proposalId: proposal.id }
}

/** Posts an approved revaluation on the month's last day and its reversal on the next, provided the figures are those approved. */
export const revaluationExecutor = (entity: Entity): LocalExecutor => ({
  recheck: async (tx, proposal) => {
    const { month, linesHash } = revaluationArguments.parse(JSON.parse(proposal.arguments))
    if (!(await isOpenForJournals(tx, lastDay(month))))
      return { ok: false, void: true, reason: monthIsHardLocked().message }
    const { balances, missing } = await revalue(tx, entity, month)
    return missing.length === 0 && hashOf(balances.filter(isOpen)) === linesHash
      ? { ok: true }
      : { ok: false, void: true, reason: 'The balances or the rates changed since. Propose the revaluation again.' }
  },
  apply: async (tx, proposal, at) => {
    const { month } = revaluationArguments.parse(JSON.parse(proposal.arguments))
    const balances = toRevalue(await revalue(tx, entity, month))
    const draft = draftRevaluation({ entity, month, proposalId: proposal.id, balances, occurredAt: at })
    const entries = await postEntries(tx, [draft, reversed(draft)], at)
    return {
      objectId: month,
      sentence: proposal.summary,
      refs: [`period:${month}`, ...entries.map(({ entryId }) => `journal_entry:${entryId}`)],
    }
  },
})

const EFFECTS_MAX = 8
const RULE = 'revaluation@1'

const isOpen = (balance: RevaluedBalance) => toPost(balance) !== 0n

/** What a revaluation posts; refuses when a rate is missing. */
function toRevalue({ balances, missing }: Revaluation): readonly RevaluedBalance[] {
  const [first] = missing
  if (first !== undefined) throw rateMissing(first, missing.length)
  return balances.filter(isOpen)
}

const hashOf = (balances: readonly RevaluedBalance[]) =>
  hashArguments(
    canonicalJson(
      balances.map((balance) => ({ account: revaluationSubject(balance), minor: toPost(balance).toString() })),
    ),
  )

type Drafting = {
  readonly entity: Entity
  readonly month: Month
  readonly proposalId: string
  readonly balances: readonly RevaluedBalance[]
  readonly occurredAt: Date
}

function draftRevaluation({ entity, month, proposalId, balances, occurredAt }: Drafting): EntryDraft {
  const currency = entity.functionalCurrency
  const lines = balances.flatMap((balance): DraftLine[] => [
    { code: 'fx_revaluation', subject: revaluationSubject(balance), currency, amountMinor: toPost(balance) },
    { code: 'fx_gain_loss', subject: '', currency, amountMinor: -toPost(balance) },
  ])
  return {
    book: 'platform',
    sourceKind: 'period_job',
    sourceAccount: entity.stripeAccount,
    sourceId: `revaluation ${month} ${proposalId}`,
    sourcePart: '1',
    rule: RULE,
    accountingOn: lastDay(month),
    occurredAt,
    description: `Revaluation of foreign balances at the end of ${monthWords(month)}`,
    refs: [`period:${month}`, `proposal:${proposalId}`],
    lines: mergeLines(lines),
    isApproved: true,
  }
}

const reversed = (draft: EntryDraft): EntryDraft => ({
  ...draft,
  sourcePart: 'reversal',
  accountingOn: firstOfNextMonth(draft.accountingOn),
  description: `Reversal: ${draft.description}`,
  lines: draft.lines.map((line) => ({ ...line, amountMinor: -line.amountMinor })),
})

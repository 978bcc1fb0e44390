import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { canonicalJson, hashArguments } from '#lib/approvals/canonical.ts'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import type { Effect, Proposal } from '#lib/approvals/proposal.ts'
import { propose } from '#lib/approvals/propose.ts'
import { findAttachment } from '#lib/contracts/attachments.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { formatMoney } from '#lib/money/format.ts'
import { type Money, money } from '#lib/money/money.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { convert } from '#lib/rates/rate.ts'
import { chartAccount } from '../chart.ts'
import { imbalance } from '../entry.ts'
import { firstOfNextMonth } from '../periods/month-model.ts'
import { monthIsHardLocked } from '../periods/period-refusals.ts'
import { isOpenForJournals } from '../periods/read-periods.ts'
import { insertJournal, type JournalDraft, journalBy } from './journal-draft.ts'
import { closedToJournals, dayToCome, noDocument, outOfBalance, untilTooSoon } from './journal-refusals.ts'
import type { JournalInput, JournalLine } from './journal-schema.ts'
import { isOpenToJournals, JOURNAL_TEMPLATES } from './journals-model.ts'
import { postJournal } from './post-journal.ts'

const journalArguments = z.object({
  journalId: z.string(),
  accountingOn: z.string(),
  /** SHA-256 over the lines and when it comes, is reversed, and comes again. */
  contentHash: z.string(),
  attachmentHash: z.string(),
})

type Proposing = JournalInput & { readonly actor: Actor; readonly at: Date }

/**
 * Puts a manual journal before the gate; nothing is posted before somebody else approved it. Refuses control accounts, lines
 * that do not balance per currency, days to come, and documents that are not stored.
 */
export async function proposeJournal(tx: Sql, asked: Proposing): Promise<{ journalId: string; proposalId: string }> {
  const { actor, at, template, reason, evidence, lines, attachmentHash, untilOn } = asked
  refuseUnusable(asked, accountingOn(actor.entity, at))
  if (!(await isOpenForJournals(tx, asked.accountingOn))) throw monthIsHardLocked()
  const document = attachmentHash === '' ? null : await findAttachment(tx, attachmentHash)
  if (attachmentHash !== '' && document === null) throw noDocument()
  const journal = {
    id: newId('jrn'),
    template,
    accountingOn: asked.accountingOn,
    reason,
    evidence,
    attachmentHash,
    attachmentName: document?.name ?? '',
    lines: lines.map(({ code, currency, amountMinor }) => ({ code, currency, amountMinor })),
    reversesOn: asked.isReversing ? firstOfNextMonth(asked.accountingOn) : null,
    untilOn,
    parentId: '',
    periodOn: null,
  }
  const debits = debitsOf(lines)
  const size = debits.length === 1 ? debits[0] : undefined
  const functional = await inFunctional(tx, actor.entity, debits, asked.accountingOn)
  const proposal = await propose(tx, {
    entity: actor.entity,
    kind: 'journal.post',
    onceKey: `journal:${journal.id}`,
    arguments: argumentsOf(journal),
    amount: size ?? functional ?? money(0n, actor.entity.functionalCurrency),
    functional,
    subject: { kind: 'journal', id: journal.id },
    summary: summaryOf(journal, debits),
    reasoning: reason,
    evidence: [
      { label: 'The journal', kind: 'journal', id: journal.id },
      ...(document === null ? [] : [{ label: document.name, kind: 'attachment', id: attachmentHash }]),
      ...(evidence === '' ? [] : [{ label: evidence, kind: 'note', id: journal.id }]),
    ],
    checks: [
      { code: 'balanced', passed: true, sentence: 'Debits and credits are equal in every currency.' },
      { code: 'control_accounts', passed: true, sentence: 'No control account is moved.' },
    ],
    effects: await effectsOf(tx, lines),
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  await insertJournal(tx, { ...journal, proposalId: proposal.id, createdBy: actor.personId, at })
  return { journalId: journal.id, proposalId: proposal.id }
}

/** Posts an approved journal once, provided it still says what was approved. */
export const journalExecutor = (entity: Entity): LocalExecutor => ({
  recheck: async (tx, proposal) => {
    const journal = await journalOf(tx, proposal)
    if (journal === null || journal.entryId !== null)
      return { ok: false, void: true, reason: 'The journal is another one than was approved.' }
    if (await isOpenForJournals(tx, journal.accountingOn)) return { ok: true }
    return { ok: false, void: true, reason: monthIsHardLocked().message }
  },
  apply: async (tx, proposal, at) => {
    const journal = await journalOf(tx, proposal)
    if (journal === null) throw new Error(`the journal of ${proposal.id} changed in the claiming transaction`)
    const entryId = await postJournal(tx, { entity, journal, today: accountingOn(entity, at), at })
    return {
      objectId: journal.id,
      sentence: `Posted on ${journal.accountingOn}. ${proposal.summary}`,
      refs: [`journal:${journal.id}`, `journal_entry:${entryId}`],
    }
  },
})

/** The journal a proposal is about, if it still says what was approved. */
async function journalOf(tx: Sql, proposal: Proposal): Promise<JournalDraft | null> {
  const said = journalArguments.parse(JSON.parse(proposal.arguments))
  const found = await journalBy(tx, said.journalId, true)
  if (found === null || found.proposalId !== proposal.id) return null
  return argumentsOf(found).contentHash === said.contentHash ? found : null
}

function refuseUnusable({ lines, accountingOn: day, untilOn }: Proposing, today: string): void {
  const closed = lines.findIndex(({ code }) => !isOpenToJournals(code))
  const { code } = lines[closed] ?? {}
  if (code !== undefined) throw closedToJournals(code, `lines.${closed}`)
  const [off] = imbalance(lines.map((line) => ({ ...line, subject: '', amountMinor: BigInt(line.amountMinor) })))
  if (off !== undefined) throw outOfBalance(formatMoney({ minor: off[1] < 0n ? -off[1] : off[1], currency: off[0] }))
  if (day > today) throw dayToCome()
  if (untilOn !== null && untilOn <= day) throw untilTooSoon()
}

type Content = Pick<
  JournalDraft,
  'id' | 'template' | 'accountingOn' | 'reason' | 'attachmentHash' | 'lines' | 'reversesOn' | 'untilOn'
>

const argumentsOf = (journal: Content): z.infer<typeof journalArguments> => ({
  journalId: journal.id,
  accountingOn: journal.accountingOn,
  contentHash: hashArguments(
    canonicalJson({
      template: journal.template,
      reason: journal.reason,
      lines: journal.lines.map(({ code, currency, amountMinor }) => ({ code, currency, amountMinor })),
      reversesOn: journal.reversesOn ?? '',
      untilOn: journal.untilOn ?? '',
    }),
  ),
  attachmentHash: journal.attachmentHash,
})

/** What is debited in all, per currency. */
function debitsOf(lines: readonly JournalLine[]): Money[] {
  const sums = new Map<string, bigint>()
  for (const { currency, amountMinor } of lines)
    if (!amountMinor.startsWith('-')) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amountMinor))
  return [...sums].map(([currency, minor]) => money(minor, currency))
}

/** All of it in functional currency at the day's rates; null when one is missing. */
async function inFunctional(
  tx: Sql,
  { functionalCurrency }: Entity,
  debits: readonly Money[],
  on: string,
): Promise<Money | null> {
  let minor = 0n
  for (const part of debits) {
    const converted = await convert(tx, part, functionalCurrency, on)
    if (converted === null) return null
    minor += converted.minor
  }
  return money(minor, functionalCurrency)
}

function summaryOf({ template, accountingOn: day, reversesOn, untilOn }: Content, debits: readonly Money[]): string {
  const size = debits.map((part) => formatMoney(part)).join(' and ')
  const reversed = reversesOn === null ? '' : ` It is reversed on ${reversesOn}.`
  const again = untilOn === null ? '' : ` It comes again every month until ${untilOn}.`
  return `${JOURNAL_TEMPLATES[template].word} of ${size} on ${day}.${reversed}${again}`
}

const EFFECTS_MAX = 8

async function effectsOf(tx: Sql, lines: readonly JournalLine[]): Promise<Effect[]> {
  const effects: Effect[] = []
  for (const { code, currency, amountMinor } of lines.slice(0, EFFECTS_MAX)) {
    const [account] = await tx.sql<{ minor: bigint }>(
      `SELECT balance_minor AS minor FROM ledger_account WHERE entity_id = $1 AND livemode = $2 AND book = 'platform'
          AND code = $3 AND subject = '' AND currency = $4`,
      [tx.scope.entityId, tx.scope.livemode, code, currency],
    )
    const before = account?.minor ?? 0n
    effects.push({
      label: `${chartAccount(code).name} (debits less credits)`,
      before: before.toString(),
      after: (before + BigInt(amountMinor)).toString(),
      currency,
    })
  }
  return effects
}

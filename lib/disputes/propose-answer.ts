import type { Actor } from '#lib/access/actor.ts'
import { onceKeyFor } from '#lib/approvals/once-key.ts'
import { propose } from '#lib/approvals/propose.ts'
import type { ProposalKind } from '#lib/approvals/schema.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { formatMoney } from '#lib/money/format.ts'
import { money } from '#lib/money/money.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import { convert } from '#lib/rates/rate.ts'
import type { AcceptArguments, CounterArguments } from './answer-schema.ts'
import { listFiles } from './draft-store.ts'
import { fieldName } from './evidence-model.ts'
import { type Case, findCase } from './find-case.ts'
import { lockUnproposed } from './lock-charge.ts'
import { DOCUMENTS_MAX } from './place-files.ts'
import { previewLoss } from './preview-effects.ts'
import { proposalEffects } from './proposal-effects.ts'
import type { CaseCharge } from './read-charge.ts'
import { deadlinePassed, filesChanged, noSuchCase, nothingToSend, notOpen, tooManyDocuments } from './refusals.ts'
import { requireVersion } from './save-words.ts'
import { sellerOfCharge } from './seller-of-charge.ts'
import { isAnswerable, isAppeal } from './status-model.ts'

type Answering = { readonly actor: Actor; readonly disputeId: string; readonly at: Date }

/**
 * Proposes to send the draft and its documents to the bank: once, for good. Refuses what is not open any more, a deadline that passed,
 * and a draft or documents that somebody changed since whoever asks looked; the draft is kept in every case.
 */
export function proposeCounter(
  asking: Answering & { readonly version: number; readonly fileIds: readonly string[] },
): Promise<{ proposalId: string }> {
  const { actor, disputeId, version, fileIds, at } = asking
  return inTransaction(actor.scope, async (tx) => {
    const { found, charge } = await openCase(tx, disputeId, at)
    const draft = await requireVersion(tx, disputeId, version)
    const files = await listFiles(tx, disputeId)
    if (files.map(({ id }) => id).join() !== [...fileIds].sort().join()) throw filesChanged()
    if (files.length > DOCUMENTS_MAX) throw tooManyDocuments(DOCUMENTS_MAX)
    const words = draft?.words ?? {}
    if (Object.keys(words).length + files.length === 0) throw nothingToSend()
    const args: CounterArguments = {
      account: found.account,
      disputeId,
      chargeId: found.chargeId,
      words: { ...words },
      files: files.map(({ id, field, hash }) => ({ id, field, hash })),
      isAppeal: isAppeal(found.status),
    }
    const pieces = [...Object.keys(words), ...files.map(({ field }) => field)].map(fieldName)
    return proposeAbout(tx, {
      ...asking,
      found,
      charge,
      kind: 'dispute.counter',
      arguments: args,
      summary: `${args.isAppeal ? 'Appeal' : 'Answer'} the dispute of ${amountOf(found)} with ${counted(Object.keys(words).length, 'statement')} and ${counted(files.length, 'document')}. It can be done once.`,
      reasoning: `Sent${args.isAppeal ? ' as the reason of the appeal' : ''}: ${pieces.join(', ')}.`,
      effects: [{ label: 'The dispute', before: found.status, after: 'under review, evidence final', currency: '' }],
      shapedBy: [...(draft?.editors ?? []), ...files.map(({ addedBy }) => addedBy)],
    })
  })
}

/** Proposes to give a dispute up: the buyer keeps the money, for good. */
export function proposeAccept(asking: Answering & { readonly why: string }): Promise<{ proposalId: string }> {
  const { actor, disputeId, why, at } = asking
  return inTransaction(actor.scope, async (tx) => {
    const { found, charge } = await openCase(tx, disputeId, at)
    const loss = await previewLoss(tx, { entity: actor.entity, charge, disputeId, amountMinor: found.amountMinor, at })
    const args: AcceptArguments = { account: found.account, disputeId, chargeId: found.chargeId }
    return proposeAbout(tx, {
      ...asking,
      found,
      charge,
      kind: 'dispute.accept',
      arguments: args,
      summary: `Accept the dispute of ${amountOf(found)}: the buyer keeps the money. It cannot be undone.`,
      reasoning: [why, ...loss.notes].join('\n'),
      effects: found.kind === 'inquiry' ? [] : proposalEffects(loss),
      shapedBy: [],
    })
  })
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

const amountOf = ({ amountMinor, currency }: Case) => formatMoney(money(amountMinor, currency))

async function openCase(tx: Sql, disputeId: string, at: Date): Promise<{ found: Case; charge: CaseCharge }> {
  const named = await findCase(tx, disputeId)
  if (named === null || named.kind === 'warning') throw noSuchCase()
  const charge = await lockUnproposed(tx, named.chargeId)
  const found = (await findCase(tx, disputeId)) ?? named
  if (!isAnswerable(found.status)) throw notOpen(found.status)
  if (found.dueAt !== null && found.dueAt <= at) throw deadlinePassed(found.dueAt)
  return { found, charge }
}

type About = Answering & {
  readonly found: Case
  readonly charge: CaseCharge
  readonly kind: Extract<ProposalKind, `dispute.${string}`>
  readonly arguments: object
  readonly summary: string
  readonly reasoning: string
  readonly effects: Parameters<typeof propose>[1]['effects']
  readonly shapedBy: readonly string[]
}

async function proposeAbout(tx: Sql, about: About): Promise<{ proposalId: string }> {
  const { actor, found, charge, kind, at } = about
  const seller = await sellerOfCharge(tx, charge)
  const amount = money(found.amountMinor, found.currency)
  const proposed = await propose(tx, {
    entity: actor.entity,
    kind,
    onceKey: await onceKeyFor(tx, `${kind}:${found.id}`),
    arguments: about.arguments,
    amount,
    functional: await convert(tx, amount, actor.entity.functionalCurrency, accountingOn(actor.entity, at)),
    ...(seller === null ? {} : { seller: { id: seller.id, since: seller.since } }),
    subject: { kind: 'dispute', id: found.id },
    summary: about.summary,
    reasoning: about.reasoning,
    evidence: [
      { label: 'The case', kind: 'dispute', id: found.id },
      { label: 'The payment', kind: 'charge', id: charge.id },
    ],
    checks: [
      { code: 'open', passed: true, sentence: 'The bank waits for an answer.' },
      {
        code: 'in_time',
        passed: true,
        sentence:
          found.dueAt === null
            ? 'No deadline is told.'
            : `It takes one until ${found.dueAt.toISOString().slice(0, 16)} UTC.`,
      },
    ],
    effects: about.effects,
    shapedBy: about.shapedBy,
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  return { proposalId: proposed.id }
}

import { z } from 'zod'
import { PORTAL_LOCALES } from '#lib/access/seller-model.ts'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import type { Evidence, Proposal } from '#lib/approvals/proposal.ts'
import { type ProposeInput, propose } from '#lib/approvals/propose.ts'
import type { Sql } from '#lib/platform/db.ts'
import { enqueueMessage } from './enqueue-message.ts'

const messageArguments = z.object({
  to: z.string(),
  subject: z.string(),
  body: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  /** How it is drawn; proposals from before have neither. */
  mail: z
    .object({ template: z.string(), version: z.number().int(), locale: z.enum(PORTAL_LOCALES), props: z.string() })
    .optional(),
  sellerId: z.string().optional(),
})

type Telling = z.infer<typeof messageArguments> & {
  readonly entity: ProposeInput['entity']
  /** What it may be told at most once for. */
  readonly onceKey: string
  /** Why it should be told. */
  readonly reasoning: string
  readonly evidence: readonly Evidence[]
  readonly seller?: ProposeInput['seller']
  readonly proposedBy: ProposeInput['proposedBy']
  readonly at: Date
}

/** Proposes to mail somebody outside. Exactly these words leave once a person agreed; the same key again is the same proposal. */
export function proposeMessage(tx: Sql, telling: Telling): Promise<Proposal> {
  const { entity, onceKey, reasoning, evidence, seller, proposedBy, at, ...args } = telling
  return propose(tx, {
    entity,
    kind: 'message.send',
    onceKey,
    arguments: messageArguments.parse(args),
    ...(seller === undefined ? {} : { seller }),
    subject: { kind: args.subjectKind, id: args.subjectId },
    summary: `Mail ${args.to}: ${args.subject}`,
    reasoning,
    evidence,
    checks: [],
    effects: [{ label: `Mail to ${args.to}`, before: 'not told', after: args.body.slice(0, 500), currency: '' }],
    proposedBy,
    at,
  })
}

/** Puts the mail that was agreed to into the outbox. */
export const messageExecutor: LocalExecutor = {
  recheck: async () => ({ ok: true }),
  apply: async (tx, proposal, at) => {
    const args = messageArguments.parse(JSON.parse(proposal.arguments))
    const onceKey = `mail:${proposal.id}`
    const { mail, sellerId, ...told } = args
    const id = await enqueueMessage(
      tx,
      {
        ...told,
        ...(mail === undefined ? {} : { mail }),
        ...(sellerId === undefined ? {} : { sellerId }),
        ...{ kind: 'mail.send', onceKey, createdBy: proposal.id },
      },
      at,
    )
    return {
      objectId: id ?? proposal.id,
      sentence: proposal.summary,
      refs: [`${args.subjectKind}:${args.subjectId}`, ...(id === null ? [] : [`message:${id}`])],
    }
  },
}

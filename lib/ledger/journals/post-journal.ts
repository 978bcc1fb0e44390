import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { EntryDraft } from '../entry.ts'
import { postEntries } from '../post.ts'
import type { JournalDraft } from './journal-draft.ts'
import { JOURNAL_TEMPLATES } from './journals-model.ts'

const RULE = 'journal@1'

type Posting = {
  readonly entity: Pick<Entity, 'stripeAccount'>
  readonly journal: JournalDraft
  /** Today, as an accounting day: a reversal whose day has come is posted with its journal. */
  readonly today: string
  readonly at: Date
}

/** Brings an approved journal into the books, once, with its reversal when that is due already. Returns the entry's id. */
export async function postJournal(tx: Sql, posting: Posting): Promise<bigint> {
  const { journal, today, at } = posting
  const [posted] = await postEntries(tx, [draftJournal(posting)], at)
  if (posted === undefined) throw new Error(`the journal ${journal.id} was not posted`)
  await tx.exec('UPDATE journal_draft SET entry_id = $2 WHERE id = $1', [journal.id, posted.entryId])
  if (journal.reversesOn !== null && journal.reversesOn <= today) await reverseJournal(tx, posting)
  return posted.entryId
}

/** Posts the reversal of a journal on its day, once. */
export async function reverseJournal(tx: Sql, { entity, journal, at }: Omit<Posting, 'today'>): Promise<bigint> {
  const [posted] = await postEntries(tx, [draftReversal({ entity, journal, at })], at)
  if (posted === undefined) throw new Error(`the reversal of ${journal.id} was not posted`)
  await tx.exec('UPDATE journal_draft SET reversal_entry_id = $2 WHERE id = $1', [journal.id, posted.entryId])
  return posted.entryId
}

function draftJournal({ entity, journal, at }: Omit<Posting, 'today'>): EntryDraft {
  const { id, parentId, template, reason, proposalId, attachmentHash } = journal
  return {
    book: 'platform',
    sourceKind: 'approved_journal',
    sourceAccount: entity.stripeAccount,
    sourceId: id,
    sourcePart: '1',
    rule: RULE,
    accountingOn: journal.accountingOn,
    occurredAt: at,
    description: `${JOURNAL_TEMPLATES[template].word}: ${reason}`,
    refs: [
      `journal:${id}`,
      `proposal:${proposalId}`,
      ...(parentId === '' ? [] : [`journal:${parentId}`]),
      ...(attachmentHash === '' ? [] : [`attachment:${attachmentHash}`]),
    ],
    lines: journal.lines.map(({ code, currency, amountMinor }) => ({
      code,
      subject: '',
      currency,
      amountMinor: BigInt(amountMinor),
    })),
  }
}

function draftReversal(posting: Omit<Posting, 'today'>): EntryDraft {
  const draft = draftJournal(posting)
  const { reversesOn } = posting.journal
  if (reversesOn === null) throw new Error(`${posting.journal.id} does not reverse`)
  return {
    ...draft,
    sourcePart: 'reversal',
    accountingOn: reversesOn,
    description: `Reversal of ${draft.description}`,
    lines: draft.lines.map((line) => ({ ...line, amountMinor: -line.amountMinor })),
  }
}

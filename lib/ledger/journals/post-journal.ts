import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import type { EntryDraft } from '../entry.ts'
import { openDayFor } from '../periods/read-periods.ts'
import { postEntries } from '../post.ts'
import type { JournalDraft } from './journal-draft.ts'
import { JOURNAL_TEMPLATES } from './journals-model.ts'

const RULE = 'journal@1'

type Posting = {
  readonly entity: Pick<Entity, 'stripeAccount' | 'bookTimeZone'>
  readonly journal: JournalDraft
  /** Today, as an accounting day: a reversal whose day has come is posted with its journal. */
  readonly today: string
  readonly at: Date
}

/** Brings an approved journal into the books, once, with its reversal when that is due already. Returns the entry's id. */
export async function postJournal(tx: Sql, posting: Posting): Promise<bigint> {
  const { journal, today, at } = posting
  const [posted] = await postEntries(tx, [await draftJournal(tx, posting)], at)
  if (posted === undefined) throw new Error(`the journal ${journal.id} was not posted`)
  await tx.exec('UPDATE journal_draft SET entry_id = $2 WHERE id = $1', [journal.id, posted.entryId])
  if (journal.reversesOn !== null && journal.reversesOn <= today) await reverseJournal(tx, posting)
  return posted.entryId
}

/** Posts the reversal of a journal on its day, once. */
export async function reverseJournal(tx: Sql, { entity, journal, at }: Omit<Posting, 'today'>): Promise<bigint> {
  const [posted] = await postEntries(tx, [await draftReversal(tx, { entity, journal, at })], at)
  if (posted === undefined) throw new Error(`the reversal of ${journal.id} was not posted`)
  await tx.exec('UPDATE journal_draft SET reversal_entry_id = $2 WHERE id = $1', [journal.id, posted.entryId])
  return posted.entryId
}

async function draftJournal(tx: Sql, { entity, journal, at }: Omit<Posting, 'today'>): Promise<EntryDraft> {
  const { id, parentId, template, reason, proposalId, attachmentHash } = journal
  return {
    book: 'platform',
    sourceKind: 'approved_journal',
    sourceAccount: entity.stripeAccount,
    sourceId: id,
    sourcePart: '1',
    rule: RULE,
    accountingOn: journal.accountingOn,
    occurredAt: await occurredOn(tx, { zone: entity.bookTimeZone, day: journal.accountingOn, at }),
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

async function draftReversal(tx: Sql, posting: Omit<Posting, 'today'>): Promise<EntryDraft> {
  const { reversesOn } = posting.journal
  if (reversesOn === null) throw new Error(`${posting.journal.id} does not reverse`)
  // A worker that stood still while the month was closed reverses on the first day that is open.
  const accountingOn = await openDayFor(tx, reversesOn)
  const draft = await draftJournal(tx, { ...posting, journal: { ...posting.journal, accountingOn } })
  return {
    ...draft,
    sourcePart: 'reversal',
    description: `Reversal of ${draft.description}`,
    lines: draft.lines.map((line) => ({ ...line, amountMinor: -line.amountMinor })),
  }
}

/** When what a journal says was so: at the end of the day it is dated on, never later than it was posted. */
async function occurredOn(tx: Sql, { zone, day, at }: { zone: string; day: string; at: Date }): Promise<Date> {
  const [row] = await tx.sql<{ at: Date }>(
    `SELECT least($3::text::timestamptz, (($1::text::date + 1)::timestamp AT TIME ZONE $2) - interval '1 millisecond') AS at`,
    [day, zone, at.toISOString()],
  )
  return row?.at ?? at
}

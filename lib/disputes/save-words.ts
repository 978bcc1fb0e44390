import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import { type Draft, findDraft } from './draft-store.ts'
import { WORDS_MAX, type Words } from './evidence-model.ts'
import { type Case, findCase } from './find-case.ts'
import { changedMeanwhile, noSuchCase, tooManyWords } from './refusals.ts'

type Saving = {
  readonly actor: Actor
  readonly disputeId: string
  /** The version whoever saves has read; 0 where nothing was saved yet. */
  readonly version: number
  readonly words: Words
  readonly at: Date
}

/**
 * Keeps what is to be said about a dispute, also when its time is over: nothing that somebody wrote is lost. Refuses to overwrite what
 * somebody else saved meanwhile.
 */
export function saveWords({ actor, disputeId, version, words, at }: Saving): Promise<{ version: number }> {
  const said = Object.fromEntries(
    Object.entries(words).flatMap(([field, text]) => (text.trim() === '' ? [] : [[field, text.trim()]])),
  )
  return inTransaction(actor.scope, async (tx) => {
    const found = await findCase(tx, disputeId)
    if (found === null || found.kind === 'warning') throw noSuchCase()
    if (Object.values(said).join('').length > WORDS_MAX) throw tooManyWords(WORDS_MAX)
    await requireVersion(tx, disputeId, version)
    await write(tx, found, { said, version, by: actor.personId, at })
    await recordAudit(tx, {
      actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
      action: 'disputes.save_words',
      subject: { kind: 'dispute', id: disputeId },
      after: { version: version + 1, fields: Object.keys(said) },
      note: `Saved the draft answer, version ${version + 1}`,
      requestId: actor.requestId,
      at,
    })
    return { version: version + 1 }
  })
}

/** The draft, locked, when it is the one somebody has read. */
export async function requireVersion(tx: Sql, disputeId: string, version: number): Promise<Draft | null> {
  await tx.sql("SELECT pg_advisory_xact_lock(hashtextextended('draft:' || $1, 0))::text AS locked", [disputeId])
  const draft = await findDraft(tx, disputeId, true)
  if ((draft?.version ?? 0) === version) return draft
  const [editor] = await tx.sql<{ name: string }>('SELECT name FROM person WHERE id = $1', [draft?.updatedBy ?? ''])
  throw changedMeanwhile(editor?.name ?? 'Somebody', draft?.updatedAt ?? new Date(0))
}

type Written = { readonly said: Words; readonly version: number; readonly by: string; readonly at: Date }

function write(tx: Sql, { id, account }: Case, { said, version, by, at }: Written): Promise<number> {
  return tx.exec(
    `INSERT INTO dispute_case AS c (entity_id, livemode, dispute_id, account, words, version, updated_by, updated_at, editors)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6::int, $7, $8::text::timestamptz, ARRAY[$7])
     ON CONFLICT (entity_id, livemode, dispute_id) DO UPDATE SET words = excluded.words, version = excluded.version,
       updated_by = excluded.updated_by, updated_at = excluded.updated_at,
       editors = CASE WHEN $7 = ANY (c.editors) THEN c.editors ELSE c.editors || $7::text END`,
    [tx.scope.entityId, tx.scope.livemode, id, account, JSON.stringify(said), version + 1, by, at.toISOString()],
  )
}

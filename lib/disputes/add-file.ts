import { createHash } from 'node:crypto'
import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { FILE_BYTES_MAX, fieldName } from './evidence-model.ts'
import { findCase } from './find-case.ts'
import { fileTooLarge, noSuchCase, unusableFile } from './refusals.ts'
import { sellerOfCharge } from './seller-of-charge.ts'
import { sniff } from './sniff.ts'

type Adding = {
  readonly disputeId: string
  /** Stripe's name of the piece of evidence. */
  readonly field: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly actor: AuditActor
  readonly requestId: string
  readonly at: Date
}

/** Holds a document as evidence in a dispute. Refuses what is no PDF, PNG or JPEG by its bytes, and more than 5 MB. */
export async function addFile(tx: Sql, adding: Adding): Promise<{ id: string }> {
  const { disputeId, field, bytes, actor, at } = adding
  const contentType = typeOf(bytes)
  const found = await findCase(tx, disputeId)
  if (found === null || found.kind === 'warning') throw noSuchCase()
  const seller = await sellerOfCharge(tx, { id: found.chargeId, account: found.account })
  const name = adding.name.replace(/[\p{C}/\\]/gu, '').slice(0, 120) || 'evidence'
  const hash = createHash('sha256').update(bytes).digest('hex')
  const [known] = await tx.sql<{ id: string }>(
    `SELECT id FROM dispute_file WHERE entity_id = $1 AND livemode = $2 AND dispute_id = $3 AND field = $4 AND name = $5 AND hash = $6 AND added_by = $7 AND removed_at IS NULL`,
    [tx.scope.entityId, tx.scope.livemode, disputeId, field, name, hash, actor.id],
  )
  if (known !== undefined) return known
  const id = newId('dsf')
  await tx.exec(
    `INSERT INTO dispute_file (id, entity_id, livemode, dispute_id, seller_id, field, name, content_type, size_bytes, hash, bytes, added_by, added_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::int, $10, $11, $12, $13::text::timestamptz)`,
    [
      id,
      tx.scope.entityId,
      tx.scope.livemode,
      disputeId,
      seller?.id ?? '',
      field,
      name,
      contentType,
      bytes.byteLength,
      hash,
      Buffer.from(bytes),
      actor.id,
      at.toISOString(),
    ],
  )
  await recordAudit(tx, {
    actor,
    action: 'disputes.add_file',
    subject: { kind: 'dispute', id: disputeId },
    after: { file: id, name, contentType, sizeBytes: bytes.byteLength },
    note: `Added ${name} as ${fieldName(field).toLowerCase()}`,
    requestId: adding.requestId,
    at,
  })
  return { id }
}

function typeOf(bytes: Uint8Array): string {
  if (bytes.byteLength === 0) throw unusableFile('The file is empty.')
  if (bytes.byteLength > FILE_BYTES_MAX) throw fileTooLarge()
  const type = sniff(bytes)
  if (type === 'program') {
    throw unusableFile(
      'This is a program or an archive, whatever its name says. Add the document itself: PDF, PNG or JPEG.',
    )
  }
  if (type === null) throw unusableFile('Stripe takes PDF, PNG and JPEG as evidence, and this is none of them.')
  return type
}

/** A held document with its bytes, or null. */
export async function findFile(tx: Sql, disputeId: string, fileId: string) {
  const [row] = await tx.sql<{ name: string; contentType: string; bytes: Uint8Array }>(
    `SELECT name, content_type AS "contentType", bytes FROM dispute_file
      WHERE entity_id = $1 AND livemode = $2 AND dispute_id = $3 AND id = $4`,
    [tx.scope.entityId, tx.scope.livemode, disputeId, fileId],
  )
  return row ?? null
}

type Removing = Pick<Adding, 'disputeId' | 'actor' | 'requestId' | 'at'> & { readonly fileId: string }

/** Takes a document out of the pack; it stays on record. */
export async function removeFile(tx: Sql, { disputeId, fileId, actor, requestId, at }: Removing): Promise<void> {
  const changed = await tx.exec(
    `UPDATE dispute_file SET removed_at = $5::text::timestamptz
      WHERE entity_id = $1 AND livemode = $2 AND dispute_id = $3 AND id = $4 AND removed_at IS NULL`,
    [tx.scope.entityId, tx.scope.livemode, disputeId, fileId, at.toISOString()],
  )
  if (changed === 0) throw noSuchCase()
  await recordAudit(tx, {
    actor,
    action: 'disputes.remove_file',
    subject: { kind: 'dispute', id: disputeId },
    after: { file: fileId },
    note: 'Took a document out of the pack',
    requestId,
    at,
  })
}

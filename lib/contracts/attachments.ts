import { createHash } from 'node:crypto'
import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { crossSiteUpload, unusableAttachment } from './refusals.ts'
import { ATTACHMENT_MAX_BYTES } from './schema.ts'

type Adding = { readonly name: string; readonly bytes: Uint8Array; readonly actor: AuditActor; readonly at: Date }

export type Attachment = {
  readonly hash: string
  readonly name: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

/** What the first bytes of a file must be for it to count as its type: names and browsers can say anything. */
const TYPES: readonly { readonly contentType: string; readonly starts: readonly number[] }[] = [
  { contentType: 'application/pdf', starts: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { contentType: 'image/png', starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { contentType: 'image/jpeg', starts: [0xff, 0xd8, 0xff] },
]

/** Keeps a signed document under the hash of its bytes; the same bytes are kept once. Refuses other types and large files. */
export async function addAttachment(tx: Sql, { name, bytes, actor, at }: Adding): Promise<{ hash: string }> {
  if (bytes.byteLength === 0) throw unusableAttachment('The file is empty.')
  if (bytes.byteLength > ATTACHMENT_MAX_BYTES) throw unusableAttachment('The file is larger than 5 MB.')
  const type = TYPES.find(({ starts }) => starts.every((byte, index) => bytes[index] === byte))
  if (type === undefined) throw unusableAttachment('Attach a PDF, PNG or JPEG file.')
  const hash = createHash('sha256').update(bytes).digest('hex')
  await tx.exec(
    `INSERT INTO contract_attachment (entity_id, hash, name, content_type, size_bytes, bytes, added_by, added_at)
     VALUES ($1, $2, $3, $4, $5::int, $6, $7, $8::text::timestamptz) ON CONFLICT (entity_id, hash) DO NOTHING`,
    [
      tx.scope.entityId,
      hash,
      name.replace(/[\p{C}/\\]/gu, '').slice(0, 120) || 'contract',
      type.contentType,
      bytes.byteLength,
      Buffer.from(bytes),
      actor.id,
      at.toISOString(),
    ],
  )
  await recordAudit(tx, {
    actor,
    action: 'contracts.attach',
    subject: { kind: 'attachment', id: hash },
    after: { name, sizeBytes: bytes.byteLength, contentType: type.contentType },
    note: `Stored ${name}.`,
    at,
  })
  return { hash }
}

/**
 * The file a request brings as its body, named in `x-file-name` (percent-encoded). Reads no more than may be kept. Refuses
 * a request that another site made the browser send.
 */
export async function readUpload(request: Request): Promise<{ name: string; bytes: Uint8Array }> {
  const site = request.headers.get('sec-fetch-site') ?? 'same-origin'
  if (site !== 'same-origin') throw crossSiteUpload()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > ATTACHMENT_MAX_BYTES) throw unusableAttachment('The file is larger than 5 MB.')
    chunks.push(chunk)
  }
  return { name: fileName(request.headers.get('x-file-name') ?? ''), bytes: Buffer.concat(chunks) }
}

function fileName(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch (error) {
    if (error instanceof URIError) return encoded
    throw error
  }
}

/** A stored document by its hash, or null. */
export async function findAttachment(tx: Sql, hash: string): Promise<Attachment | null> {
  const [row] = await tx.sql<Attachment>(
    `SELECT hash, name, content_type AS "contentType", bytes FROM contract_attachment WHERE entity_id = $1 AND hash = $2`,
    [tx.scope.entityId, hash],
  )
  return row ?? null
}

import { createHash } from 'node:crypto'
import type { MailFile } from '#lib/messages/inbound/parse-mail.ts'
import type { Sql } from '#lib/platform/db.ts'
import { newId } from '#lib/platform/ids.ts'
import { FILE_BYTES_MAX, FILES_MAX } from './model.ts'

/** What the first bytes of a file must be to be known by a type: names and senders can say anything. */
const TYPES: readonly { readonly type: string; readonly starts: readonly number[] }[] = [
  { type: 'application/pdf', starts: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', starts: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', starts: [0x47, 0x49, 0x46, 0x38] },
]

/** Programs of Windows, Linux and macOS, and scripts. */
const PROGRAMS: readonly (readonly number[])[] = [
  [0x4d, 0x5a],
  [0x7f, 0x45, 0x4c, 0x46],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
  [0x23, 0x21],
]

const begins = (bytes: Uint8Array, starts: readonly number[]) => starts.every((byte, at) => bytes[at] === byte)

/** What a file is by its bytes; plain text where nothing else fits and it holds nothing but text. */
function typeOf(bytes: Uint8Array): string {
  const known = TYPES.find(({ starts }) => begins(bytes, starts))
  if (known !== undefined) return known.type
  const isText = !bytes.subarray(0, 4_096).some((byte) => byte === 0)
  return isText ? 'text/plain' : 'application/octet-stream'
}

function refusalOf(bytes: Uint8Array, number: number): string {
  if (number >= FILES_MAX) return `Not kept: a message has at most ${FILES_MAX} files.`
  if (bytes.length > FILE_BYTES_MAX) return 'Not kept: a file is at most 10 MB.'
  if (PROGRAMS.some((starts) => begins(bytes, starts))) return 'Not kept: it is a program.'
  return ''
}

/** Keeps the files of a message by what their bytes are. What is not kept leaves its name and the reason. */
export async function keepFiles(
  tx: Sql,
  of: { readonly conversationId: string; readonly messageId: string },
  files: readonly MailFile[],
): Promise<void> {
  for (const [number, { name, bytes }] of files.slice(0, 2 * FILES_MAX).entries()) {
    const refusal = refusalOf(bytes, number)
    await tx.exec(
      `INSERT INTO conversation_file (id, conversation_id, message_id, entity_id, livemode, name, content_type, size_bytes, hash, bytes, refusal)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        newId('cvf'),
        of.conversationId,
        of.messageId,
        tx.scope.entityId,
        tx.scope.livemode,
        name,
        typeOf(bytes),
        bytes.length,
        createHash('sha256').update(bytes).digest('hex'),
        refusal === '' ? Buffer.from(bytes) : Buffer.alloc(0),
        refusal,
      ],
    )
  }
}

import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { notJson } from '#lib/access/refusals.ts'
import type { AuditActor } from '#lib/audit/record-audit.ts'
import { withSpooled } from '#lib/platform/file-bytes.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { csvMapping } from './csv-mapping-schema.ts'
import { type ImportedStatement, type ImportProgress, importStatement } from './import-statement.ts'

const STATEMENT_BYTES_MAX = 512 * 1_048_576

const asked = z.object({
  account: z
    .string()
    .regex(/^bank_[0-9a-z]{26}$/, 'Name the account by its id, bank_….')
    .nullable(),
  name: z.string().trim().min(1).max(200).catch('statement'),
  mapping: z.string().max(20_000).nullable(),
  check: z.literal('1').nullable().catch(null),
})

type Receiving = {
  readonly actor: Actor
  readonly request: Request
  readonly onProgress?: (progress: ImportProgress) => void
  readonly at: Date
}

/**
 * Imports the body of a request as a statement file: `account` (else the file says it), `name`, `mapping` (JSON, remembered with the
 * account) and `check=1` (only tells what would happen) are in its address.
 */
export async function receiveStatement({
  actor,
  request,
  onProgress,
  at,
}: Receiving): Promise<readonly ImportedStatement[]> {
  const query = new URL(request.url).searchParams
  const { account, name, mapping, check } = asked.parse(
    Object.fromEntries(['account', 'name', 'mapping', 'check'].map((key) => [key, query.get(key)])),
  )
  return withSpooled(bodyOf(request), STATEMENT_BYTES_MAX, (file) =>
    importStatement({
      scope: actor.scope,
      actor: auditorOf(actor),
      source: actor.roles.length === 0 ? 'api' : 'upload',
      file,
      fileName: name,
      accountId: account,
      mapping: mapping === null ? null : csvMapping.parse(jsonIn(mapping)),
      isCheckOnly: check !== null,
      ...(onProgress === undefined ? {} : { onProgress }),
      at,
    }),
  )
}

/** JSON that stands in an address. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw notJson(error)
  }
}

/** Who did it: a person, or a key, which has no role. */
export const auditorOf = (actor: Actor): AuditActor =>
  actor.roles.length === 0
    ? { kind: 'system', id: actor.personId, role: 'api_key' }
    : { kind: 'person', id: actor.personId, role: actor.roles.join(',') }

/** The bytes of a request as they come. */
export function bodyOf(request: Request): AsyncIterable<Uint8Array> {
  if (request.body === null)
    throw new Refusal({ code: 'files.empty', status: 400, field: 'file', message: 'The request brings no file.' })
  return Readable.fromWeb(request.body as NodeStream<Uint8Array>)
}

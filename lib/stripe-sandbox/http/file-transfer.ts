import { Failure, invalid, missing } from '../core/failure.ts'
import { show } from '../core/render.ts'
import type { World } from '../core/world.ts'
import { contentsOf, storeFile } from '../objects/stored-file.ts'
import { accountFor } from './access.ts'

type Transfer = {
  method: string
  path: string
  body: Buffer
  headers: Record<string, string | string[] | undefined>
  requestId: string
}
type Transferred = { status: number; type: string; body: string | Uint8Array }

const PURPOSES = new Set([
  'dispute_evidence',
  'identity_document',
  'account_requirement',
  'business_logo',
  'tax_document_user_upload',
])

/** docs.stripe.com/file-upload: evidence may have 5 MB. */
const EVIDENCE_BYTES_MAX = 5_242_880

/** Uploads and downloads are the two calls whose bytes are no form and no JSON. */
export const isFileTransfer = (method: string, path: string): boolean =>
  (method === 'POST' && path === '/v1/files') || (method === 'GET' && /^\/v1\/files\/[^/]+\/contents$/.test(path))

/** Takes a file in, or gives its contents, to whoever may act for the account. */
export async function transferFile(
  world: World,
  transfer: Transfer,
  apiKeys?: readonly string[],
): Promise<Transferred> {
  try {
    const account = accountFor(world, transfer, apiKeys)
    return transfer.method === 'GET' ? download(world, account, transfer.path) : await upload(world, account, transfer)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { status: error.spec.status, type: JSON_TYPE, body: JSON.stringify(error.envelope(transfer.requestId)) }
  }
}

const JSON_TYPE = 'application/json'

function download(world: World, account: string, path: string): Transferred {
  const [, , , id = ''] = path.split('/')
  const { bytes, name } = contentsOf(world, account, id)
  return { status: 200, type: name.endsWith('.csv') ? 'text/csv' : 'application/octet-stream', body: bytes }
}

async function upload(world: World, account: string, { body, headers }: Transfer): Promise<Transferred> {
  const type = String(headers['content-type'] ?? '')
  if (!type.startsWith('multipart/form-data'))
    throw invalid('Invalid request: files travel as multipart/form-data', 'file')
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const purpose = form.get('purpose')
  const file = form.get('file')
  if (typeof purpose !== 'string') throw invalid('Missing required param: purpose.', 'purpose', 'parameter_missing')
  if (!PURPOSES.has(purpose)) throw missing('file purpose', purpose, 'purpose', 400)
  if (!(file instanceof File)) throw invalid('Missing required param: file.', 'file', 'parameter_missing')
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (purpose === 'dispute_evidence' && bytes.length > EVIDENCE_BYTES_MAX) {
    throw invalid('File is too large: dispute evidence takes at most 5 MB.', 'file', 'file_too_large')
  }
  const kept = world.transaction(() =>
    storeFile(world, account, {
      name: file.name,
      type: file.name.split('.').at(-1)?.toLowerCase() ?? '',
      purpose,
      bytes,
    }),
  )
  return { status: 200, type: JSON_TYPE, body: JSON.stringify(show(world, account, 'stored_file', kept), null, 2) }
}

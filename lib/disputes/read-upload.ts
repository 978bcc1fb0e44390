import { FILE_BYTES_MAX } from './evidence-model.ts'
import { crossSiteFile, fileTooLarge } from './refusals.ts'

/** So much of a body that is too large is read and thrown away, so that whoever sends it hears why. */
const DRAINED_MAX = 134_217_728

/**
 * The document a request brings as its body, named in `x-file-name` (percent-encoded). Keeps no more in memory than Stripe takes;
 * refuses more with 413, and a request that another site made the browser send.
 */
export async function readUpload(request: Request): Promise<{ name: string; bytes: Uint8Array }> {
  const site = request.headers.get('sec-fetch-site') ?? 'same-origin'
  if (site !== 'same-origin') throw crossSiteFile()
  let chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > FILE_BYTES_MAX) chunks = []
    else chunks.push(chunk)
    if (size > DRAINED_MAX) break
  }
  if (size > FILE_BYTES_MAX) throw fileTooLarge()
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

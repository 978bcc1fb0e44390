import { MAIL_BYTES_MAX } from './model.ts'
import { mailTooLarge } from './refusals.ts'

/** So much of a body that is too large is read and thrown away, so that whoever sends it hears why. */
const DRAINED_MAX = 134_217_728

/** The mail that a request brings as its body. Keeps no more in memory than a mail may have; refuses more with 413. */
export async function readMailBody(request: Request): Promise<Uint8Array> {
  let chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > MAIL_BYTES_MAX) chunks = []
    else chunks.push(chunk)
    if (size > DRAINED_MAX) break
  }
  if (size > MAIL_BYTES_MAX) throw mailTooLarge()
  return Buffer.concat(chunks)
}

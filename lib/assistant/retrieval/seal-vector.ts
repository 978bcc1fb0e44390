import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { env } from '#lib/platform/env.ts'

const NONCE = 12
const TAG = 16

let key: { readonly from: string; readonly bytes: Buffer } | undefined

/** The key of the environment, stretched once. */
function vectorKey(): Buffer {
  const from = env.TIEOUT_VECTOR_KEY
  if (from === undefined) throw new Error('TIEOUT_VECTOR_KEY is missing: vectors are only kept encrypted.')
  if (key?.from !== from) key = { from, bytes: Buffer.from(hkdfSync('sha256', from, '', 'tieout passage vectors', 32)) }
  return key.bytes
}

/** Tells keys apart without telling a key: vectors of another one cannot be opened, and are asked for again. */
export const keyMark = (): string => createHash('sha256').update(vectorKey()).digest('hex').slice(0, 8)

/** A vector as it is kept: 32-bit floats under AES-256-GCM, bound to the row it belongs to. Nonce, tag, ciphertext. */
export function sealVector(vector: readonly number[], row: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', vectorKey(), nonce)
  cipher.setAAD(Buffer.from(row))
  const floats = Buffer.from(Float32Array.from(vector).buffer)
  const sealed = Buffer.concat([cipher.update(floats), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** The vector again; null when it was sealed with another key, belongs to another row, or was changed. */
export function openVector(sealed: Uint8Array, row: string): Float32Array | null {
  const bytes = Buffer.from(sealed)
  if (bytes.length <= NONCE + TAG || (bytes.length - NONCE - TAG) % 4 !== 0) return null
  const decipher = createDecipheriv('aes-256-gcm', vectorKey(), bytes.subarray(0, NONCE))
  decipher.setAAD(Buffer.from(row))
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
  const floats = decipher.update(bytes.subarray(NONCE + TAG))
  if (!isWhole(decipher)) return null
  return new Float32Array(floats.buffer.slice(floats.byteOffset, floats.byteOffset + floats.byteLength))
}

function isWhole(decipher: { final(): Buffer }): boolean {
  try {
    decipher.final()
    return true
  } catch (error) {
    // Node's only word for a tag that does not fit.
    if (error instanceof Error && /authenticate/.test(error.message)) return false
    throw error
  }
}

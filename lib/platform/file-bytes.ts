import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from './ids.ts'
import { Refusal } from './refusal.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252'

/** A file that lies on this machine, read once from end to end. */
export type LocalFile = {
  readonly path: string
  readonly byteCount: number
  /** SHA-256 hex. */
  readonly hash: string
  readonly encoding: Encoding
  /** The text of its beginning. */
  readonly head: string
}

const HEAD_BYTES = 65_536

/** Reads a file once: its hash, its size, the encoding that all of it is in, and how it begins. */
export async function lookAtFile(path: string): Promise<LocalFile> {
  const look = new Look()
  for await (const bytes of createReadStream(path)) look.take(bytes as Buffer)
  return look.done(path)
}

/**
 * Writes a body that comes over the network to a temporary file, reading it as it passes, and gives it to the work; the file is
 * removed afterwards. Refuses more than so many bytes.
 */
export async function withSpooled<T>(
  body: AsyncIterable<Uint8Array>,
  bytesMax: number,
  work: (file: LocalFile) => Promise<T>,
): Promise<T> {
  const path = join(tmpdir(), `tieout-${newId('req')}`)
  const handle = await open(path, 'wx', 0o600)
  try {
    const look = new Look()
    for await (const bytes of body) {
      look.take(bytes)
      if (look.byteCount > bytesMax) throw tooLarge(bytesMax)
      await handle.write(bytes)
    }
    await handle.close()
    return await work(look.done(path))
  } finally {
    await handle.close().catch(() => undefined)
    await unlink(path)
  }
}

/** The text of a file in pieces, without its byte order mark. Refuses bytes that are not in this encoding, and a file that changed. */
export async function* textOf(file: LocalFile, encoding: Encoding = file.encoding): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const bytes of createReadStream(file.path)) {
      hash.update(bytes as Buffer)
      yield decoder.decode(bytes as Buffer, { stream: true })
    }
    yield decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) throw wrongEncoding(encoding, error)
    throw error
  }
  if (hash.digest('hex') !== file.hash) throw changed()
}

class Look {
  byteCount = 0
  private readonly hash = createHash('sha256')
  private readonly utf8 = new TextDecoder('utf-8', { fatal: true })
  private isUtf8 = true
  private headBytes = Buffer.alloc(0)

  take(bytes: Uint8Array): void {
    this.byteCount += bytes.length
    this.hash.update(bytes)
    if (this.headBytes.length < HEAD_BYTES)
      this.headBytes = Buffer.concat([this.headBytes, bytes.subarray(0, HEAD_BYTES - this.headBytes.length)])
    if (this.isUtf8) this.isUtf8 = decodes(() => this.utf8.decode(bytes, { stream: true }))
  }

  done(path: string): LocalFile {
    const isWhole = this.isUtf8 && decodes(() => this.utf8.decode())
    const encoding = this.looksWide() ? 'utf-16le' : isWhole ? 'utf-8' : 'windows-1252'
    const head = new TextDecoder(encoding).decode(this.headBytes, { stream: true })
    return { path, byteCount: this.byteCount, hash: this.hash.digest('hex'), encoding, head }
  }

  /** A byte order mark of UTF-16, or every second byte of the beginning empty. */
  private looksWide(): boolean {
    const [first, second] = this.headBytes
    if (first === 0xff && second === 0xfe) return true
    const odd = this.headBytes.subarray(0, 64).filter((_, at) => at % 2 === 1)
    return odd.length > 4 && odd.every((byte) => byte === 0)
  }
}

function decodes(attempt: () => string): boolean {
  try {
    attempt()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

const tooLarge = (bytesMax: number) =>
  new Refusal({
    code: 'files.too_large',
    status: 413,
    field: 'file',
    message: `The file is larger than ${Math.floor(bytesMax / 1_048_576)} MB: send it in parts.`,
  })

const wrongEncoding = (encoding: Encoding, cause: unknown) =>
  new Refusal(
    {
      code: 'files.encoding',
      status: 422,
      field: 'file',
      message: `The file is not ${encoding.toUpperCase()} throughout. Save it as “CSV UTF-8”. Nothing was imported.`,
    },
    { cause },
  )

const changed = () =>
  new Refusal({
    code: 'files.changed',
    status: 409,
    field: 'file',
    message: 'The file changed while it was read. Nothing was imported; import it again.',
  })

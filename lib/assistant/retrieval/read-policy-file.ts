import { createHash } from 'node:crypto'
import { POLICY_BYTES_MAX } from './document-model.ts'
import { fileTooLarge, unusableFile } from './refusals.ts'

export type PolicyFile = {
  /** How it was called: a name without a folder, and without characters that nobody sees. */
  readonly name: string
  /** Markdown or plain text. */
  readonly text: string
  readonly byteCount: number
  /** SHA-256 of the text, hexadecimal. */
  readonly hash: string
}

const NAME = /\.(md|markdown|txt)$/i
/** What no text is made of: control characters but tab and line ends, halves of characters, and private ones. */
const NOT_TEXT = /[\p{Cc}\p{Cs}\p{Co}]/u
/** What turns the direction of text around, or is not seen at all: it lets a text look like another one. */
const UNSEEN = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu

/**
 * The text of a file that somebody sent as a policy. Refuses other kinds of files, what is larger than a policy, and what is not text in
 * UTF-8 from end to end. The text stays as it was sent, but for a byte order mark, unseen characters and line ends.
 */
export function readPolicyFile(name: string, bytes: Uint8Array): PolicyFile {
  const called = plainName(name)
  if (!NAME.test(called)) throw unusableFile('Send Markdown (.md) or plain text (.txt).')
  if (bytes.byteLength > POLICY_BYTES_MAX) throw fileTooLarge()
  const decoded = decode(bytes)
  const text = decoded.replace(UNSEEN, '').replace(/\r\n?/g, '\n').trim()
  if (text === '') throw unusableFile('The file is empty.')
  if (NOT_TEXT.test(text.replace(/[\n\t]/g, '')))
    throw unusableFile('The file holds bytes that are no text. Save it as plain text or Markdown.')
  return {
    name: called,
    text,
    byteCount: Buffer.byteLength(text),
    hash: createHash('sha256').update(text).digest('hex'),
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError)
      throw unusableFile('The file is not UTF-8 throughout. Save it as UTF-8 and send it again.', error)
    throw error
  }
}

const plainName = (name: string): string =>
  name
    .replace(/^.*[/\\]/, '')
    .replace(/[\p{C}<>"'`&]/gu, '')
    .trim()
    .slice(-120)

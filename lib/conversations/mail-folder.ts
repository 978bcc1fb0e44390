import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { clock } from '#lib/platform/clock.ts'
import { inRawTransaction, type Scope } from '#lib/platform/db.ts'
import { log } from '#lib/platform/log.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { MAIL_BYTES_MAX } from './model.ts'
import { writeNotice } from './notices.ts'
import { receiveMail } from './receive-mail.ts'
import { mailTooLarge } from './refusals.ts'

type Folder = {
  readonly scope: Scope
  readonly folder: string
  readonly at: Date
  /** A file that was written to less than so long ago may still be on its way. */
  readonly restsMs?: number
}

const RESTS_MS = 5_000
const BATCH = 200

/**
 * Takes the mails (`*.eml`) that lie in a folder, in the order of their names, and moves each to `taken` or `refused` once what it came
 * to is committed: whoever dies in between finds it there again, and a mail that was taken is not taken twice. Returns how many.
 */
export async function takeMailFolder({ scope, folder, at, restsMs = RESTS_MS }: Folder): Promise<number> {
  await mkdir(folder, { recursive: true })
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile() && /^[^.].*\.eml$/i.test(entry.name))
    .map(({ name }) => name)
    .sort()
  let count = 0
  for (const name of names.slice(0, BATCH)) {
    const path = join(folder, name)
    const { mtimeMs, size } = await stat(path)
    if (clock.wall().getTime() - mtimeMs < restsMs) continue
    count += 1
    await takeFile({ scope, folder, at }, name, size)
  }
  return count
}

async function takeFile({ scope, folder, at }: Folder, name: string, size: number): Promise<void> {
  try {
    if (size > MAIL_BYTES_MAX) throw mailTooLarge()
    await receiveMail({ scope, bytes: await readFile(join(folder, name)), at })
    await moveTo(folder, 'taken', name)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    log.warn({ file: name, reason: error.message }, 'a mail was refused')
    const notice = { channel: 'mail', kind: 'refused', fromAddress: '', detail: error.message } as const
    const externalId = `file:${createHash('sha256').update(`${name} ${size}`).digest('hex')}`
    await inRawTransaction(scope, (tx) =>
      writeNotice(tx, { ...notice, externalId, subject: name.slice(0, 200).toWellFormed() }, at),
    )
    await moveTo(folder, 'refused', name)
  }
}

async function moveTo(folder: string, to: 'taken' | 'refused', name: string): Promise<void> {
  await mkdir(join(folder, to), { recursive: true })
  await rename(join(folder, name), join(folder, to, name))
}

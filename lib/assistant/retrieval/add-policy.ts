import type { Actor } from '#lib/access/actor.ts'
import { type AuditActor, recordAudit } from '#lib/audit/record-audit.ts'
import { inTransaction, type Sql } from '#lib/platform/db.ts'
import type { Audience } from './document-model.ts'
import { indexDocument } from './index-document.ts'
import { type PolicyFile, readPolicyFile } from './read-policy-file.ts'
import { noSuchDocument, productsOwn, sameFile, titleTaken, unusableFile } from './refusals.ts'
import { anchorOf, plainOf, sectionsOf } from './split-markdown.ts'
import { addText, documentSaying, insertDocument, lockDocument, type NewVersion } from './store.ts'

type Sent = {
  readonly actor: Pick<Actor, 'personId' | 'roles' | 'scope' | 'requestId'>
  /** How the file was called, and what it holds. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly audience: Audience
  /** Empty: the file's own heading, else its name. */
  readonly title?: string
  readonly note?: string
  readonly at: Date
}

type Added = { readonly slug: string; readonly version: number }

const TITLE_MAX = 120

/** Keeps a file that somebody sent as a new policy. Refuses what is no text, what is here already, and a title that is taken. */
export async function addPolicy({ actor, name, bytes, audience, title = '', note = '', at }: Sent): Promise<Added> {
  const file = readPolicyFile(name, bytes)
  const version = versionOf(file, { title: title.trim() || titleOf(file), audience, note, by: actor.personId, at })
  const slug = anchorOf(asciiOf(version.title))
  return inTransaction(actor.scope, async (tx) => {
    const same = await documentSaying(tx, file.hash)
    if (same !== null) throw sameFile(same.title, same.version)
    const id = await insertDocument(tx, { slug, kind: 'policy', origin: 'upload' }, version)
    if (id === null) throw titleTaken(version.title)
    await indexDocument(tx, { id, slug, kind: 'policy', ...version })
    await record(tx, { id, slug, version: 1, actor, text: version })
    return { slug, version: 1 }
  })
}

/** Adds a version to a policy: it applies from now on, and what was withdrawn applies again. */
export async function addPolicyVersion(slug: string, sent: Sent): Promise<Added> {
  const { actor, name, bytes, audience, title = '', note = '', at } = sent
  const file = readPolicyFile(name, bytes)
  return inTransaction(actor.scope, async (tx) => {
    const document = await lockDocument(tx, slug)
    if (document === null) throw noSuchDocument()
    if (document.kind === 'help') throw productsOwn()
    const same = await documentSaying(tx, file.hash)
    if (same !== null) throw sameFile(same.title, same.version)
    const text = versionOf(file, { title: title.trim() || document.title, audience, note, by: actor.personId, at })
    await addText(tx, { ...document, origin: 'upload' }, text)
    await indexDocument(tx, { id: document.id, slug, kind: 'policy', ...text })
    const version = document.version + 1
    await record(tx, { id: document.id, slug, version, actor, text })
    return { slug, version }
  })
}

type Told = Pick<NewVersion, 'title' | 'audience' | 'note' | 'at'> & { readonly by: string }

function versionOf({ text, hash, byteCount, name }: PolicyFile, { by, title, ...told }: Told): NewVersion {
  const plain = plainOf(title).replace(/\s+/g, ' ').slice(0, TITLE_MAX)
  if (plain === '') throw unusableFile('Give the policy a title.')
  return { ...told, title: plain, body: text, hash, byteCount, fileName: name, addedBy: by }
}

function titleOf({ text, name }: PolicyFile): string {
  const { title } = sectionsOf(text)
  return title || name.replace(/\.[^.]+$/, '').replace(/[-_]+/g, ' ')
}

const asciiOf = (title: string): string => title.normalize('NFKD').replace(/[^\x20-\x7e]/g, ' ')

type Recorded = Added & { readonly id: string; readonly actor: Sent['actor']; readonly text: NewVersion }

async function record(tx: Sql, { id, slug, version, actor, text }: Recorded): Promise<void> {
  await recordAudit(tx, {
    actor: personAt(actor),
    action: version === 1 ? 'policies.add' : 'policies.revise',
    subject: { kind: 'policy', id },
    after: {
      slug,
      version,
      audience: text.audience,
      hash: text.hash,
      fileName: text.fileName,
      byteCount: text.byteCount,
    },
    note: `Added version ${version} of “${text.title}”.${text.note === '' ? '' : ` ${text.note}`}`,
    requestId: actor.requestId,
    at: text.at,
  })
}

/** Somebody who works on policies, as the audit trail names people. */
export const personAt = ({ personId, roles }: Pick<Actor, 'personId' | 'roles'>): AuditActor => ({
  kind: 'person',
  id: personId,
  role: roles.join(','),
})

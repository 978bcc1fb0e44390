import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inTransaction, type Scope, type Sql } from '#lib/platform/db.ts'
import type { Audience, DocumentKind } from './document-model.ts'
import { indexDocument } from './index-document.ts'
import { sectionsOf } from './split-markdown.ts'
import { addText, insertDocument, lockDocument, type NewVersion } from './store.ts'

type Own = {
  readonly file: string
  readonly slug: string
  readonly kind: DocumentKind
  readonly audience: Audience
  readonly title?: string
  /** Only these sections and what stands below them; else all. */
  readonly only?: readonly string[]
}

const help = (name: string): Own => ({
  file: `docs/${name}.md`,
  slug: `help-${name}`,
  kind: 'help',
  audience: 'console',
})
const policy = (name: string, audience: Audience): Own => ({
  file: `docs/policies/${name}.md`,
  slug: name,
  kind: 'policy',
  audience,
})

/** What comes with Tieout: help for operators, and policies to begin with. Architecture is for whoever builds it. */
const OWN: readonly Own[] = [
  {
    file: 'README.md',
    slug: 'help-first-steps',
    kind: 'help',
    audience: 'console',
    title: 'First steps',
    only: ['Connect a Stripe account', 'PostgreSQL', 'Commands'],
  },
  help('settlements'),
  help('contracts'),
  help('reconciliation'),
  help('ledger'),
  help('sources'),
  help('metrics'),
  help('operations'),
  policy('refund-policy', 'public'),
  policy('payout-policy', 'public'),
  policy('hold-policy', 'public'),
  policy('dispute-policy', 'public'),
  policy('write-off-policy', 'console'),
  policy('approval-policy', 'console'),
]

const ROOT = join(import.meta.dirname, '../../..')

/**
 * Makes help and the product's policies say what their files say. A policy that a person changed or withdrew stays theirs. Returns how
 * many documents were written. For processes that run from the project's folder, not for pages.
 */
export async function bringInOwnDocuments(scope: Scope, at: Date): Promise<number> {
  let written = 0
  for (const own of OWN) {
    const version = await read(own, at)
    if (await inTransaction(scope, (tx) => bringIn(tx, own, version))) written += 1
  }
  return written
}

async function bringIn(tx: Sql, { slug, kind }: Own, version: NewVersion): Promise<boolean> {
  const known = await lockDocument(tx, slug)
  if (known === null) {
    const id = await insertDocument(tx, { slug, kind, origin: 'product' }, version)
    if (id === null) return false
    await indexDocument(tx, { id, slug, kind, ...version })
    return true
  }
  if (known.origin !== 'product' || known.withdrawnAt !== null || known.hash === version.hash) return false
  await addText(tx, known, version)
  await indexDocument(tx, { id: known.id, slug, kind, ...version })
  return true
}

async function read({ file, title, audience, only }: Own, at: Date): Promise<NewVersion> {
  const whole = (await readFile(join(ROOT, file), 'utf8')).trim()
  const body = linkedHere(only === undefined ? whole : sectionsNamed(whole, only), file)
  return {
    title: title ?? sectionsOf(body).title,
    audience,
    body,
    hash: createHash('sha256').update(body).digest('hex'),
    byteCount: Buffer.byteLength(body),
    fileName: '',
    addedBy: 'system',
    note: '',
    at,
  }
}

/** The parts of a document under these headings of the second level. */
const sectionsNamed = (markdown: string, headings: readonly string[]): string =>
  markdown
    .split(/^(?=## )/m)
    .filter((part) => headings.some((heading) => part.startsWith(`## ${heading}\n`)))
    .join('')
    .trim()

/** Links from one of our files to another lead to where that one is read here. */
const linkedHere = (markdown: string, from: string): string =>
  markdown.replace(
    /\]\((?!https?:|#|\/)([^)#\s]+)(#[^)\s]*)?\)/g,
    (whole, path: string, anchor: string | undefined) => {
      const target = join(from, '..', path)
      const own = OWN.find(({ file }) => file === target)
      return own === undefined ? whole : `](/policies/${own.slug}${anchor ?? ''})`
    },
  )

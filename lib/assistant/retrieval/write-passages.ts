import { createHash } from 'node:crypto'
import type { Sql } from '#lib/platform/db.ts'
import type { Audience } from './document-model.ts'

export type NewPassage = {
  readonly title: string
  /** The headings it stands under, joined by " › ". */
  readonly heading: string
  readonly body: string
  /** Where it is on a page of ours. */
  readonly href: string
  readonly audience: Audience | 'seller'
  readonly sellerId?: string
}

type Source = { readonly kind: 'policy' | 'help' | 'ticket'; readonly id: string }

/** The marks of an excerpt are ours: no text brings them along. */
const MARKS = /[\ue000\ue001]/g
const WORDS_MAX = 20_000

/**
 * Makes what can be found of a source exactly these passages; none withdraws it. What did not change keeps its row, so that nothing asked
 * about it is asked again.
 */
export async function replacePassages(
  tx: Sql,
  { kind, id }: Source,
  given: readonly NewPassage[],
): Promise<{ readonly changed: number }> {
  const { entityId, livemode } = tx.scope
  const passages = given.map((passage) => ({
    ...passage,
    body: passage.body.replace(MARKS, ''),
    heading: passage.heading.replace(MARKS, ''),
    title: passage.title.replace(MARKS, ''),
  }))
  const own = [entityId, livemode, kind, id]
  const gone = await tx.exec(
    `DELETE FROM passage WHERE entity_id = $1 AND livemode = $2 AND kind = $3 AND source_id = $4 AND position >= $5::int`,
    [...own, passages.length],
  )
  const column = (pick: (passage: NewPassage) => string) => passages.map(pick)
  const changed = await tx.exec(
    `INSERT INTO passage AS p (entity_id, livemode, kind, source_id, position, title, heading, body, href, audience, seller_id,
                               permission, hash, search)
     SELECT $1, $2, $3, $4, n.place - 1, n.title, n.heading, n.body, n.href, n.audience, n.seller, $12, n.hash,
            setweight(to_tsvector('english', n.title), 'A') || setweight(to_tsvector('english', n.heading), 'B')
            || setweight(to_tsvector('english', n.body), 'C')
            || setweight(to_tsvector('simple', n.title || ' ' || n.heading || ' ' || n.body), 'D')
       FROM unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
            WITH ORDINALITY AS n(title, heading, body, href, audience, seller, hash, place)
     ON CONFLICT (entity_id, livemode, kind, source_id, position) DO UPDATE
        SET title = excluded.title, heading = excluded.heading, body = excluded.body, href = excluded.href,
            audience = excluded.audience, seller_id = excluded.seller_id, hash = excluded.hash, search = excluded.search
      WHERE (p.hash, p.href, p.audience, p.seller_id) IS DISTINCT FROM
            (excluded.hash, excluded.href, excluded.audience, excluded.seller_id)`,
    [
      ...own,
      column(({ title }) => title),
      column(({ heading }) => heading),
      column(({ body }) => body),
      column(({ href }) => href),
      column(({ audience }) => audience),
      column(({ sellerId = '' }) => sellerId),
      column(hashOf),
      kind === 'ticket' ? 'tickets.read' : 'policies.read',
    ],
  )
  // What people wrote about a case is no vocabulary: a word of a ticket must not be offered to somebody who may not read it.
  if (kind !== 'ticket' && gone + changed > 0) await replaceWords(tx, id, passages)
  return { changed: gone + changed }
}

async function replaceWords(tx: Sql, sourceId: string, passages: readonly NewPassage[]): Promise<void> {
  const { entityId, livemode } = tx.scope
  await tx.exec('DELETE FROM passage_word WHERE entity_id = $1 AND livemode = $2 AND source_id = $3', [
    entityId,
    livemode,
    sourceId,
  ])
  const text = passages.map(({ title, heading, body }) => `${title} ${heading} ${body}`).join(' ')
  const words = new Set(text.toLowerCase().match(/\p{L}{4,40}/gu))
  await tx.exec(
    `INSERT INTO passage_word (entity_id, livemode, source_id, word, audience)
     SELECT $1, $2, $3, w, $5 FROM unnest($4::text[]) w`,
    [entityId, livemode, sourceId, [...words].slice(0, WORDS_MAX), passages[0]?.audience ?? 'console'],
  )
}

const hashOf = ({ title, heading, body }: NewPassage): string =>
  createHash('sha256').update(`${title}\n${heading}\n${body}`).digest('hex')

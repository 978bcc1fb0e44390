import type { Sql } from '#lib/platform/db.ts'
import type { Audience, DocumentKind } from './document-model.ts'
import { piecesOf, sectionsOf } from './split-markdown.ts'
import { type NewPassage, replacePassages } from './write-passages.ts'

type Indexed = {
  readonly id: string
  readonly slug: string
  readonly kind: DocumentKind
  readonly title: string
  readonly audience: Audience
  readonly body: string
}

/** Makes a document findable, section by section. */
export async function indexDocument(tx: Sql, document: Indexed): Promise<void> {
  await replacePassages(tx, document, passagesOf(document))
}

function passagesOf({ slug, title, audience, body }: Indexed): NewPassage[] {
  return sectionsOf(body).sections.flatMap(({ anchor, path, body: text }) =>
    piecesOf(text).map((piece) => ({
      title,
      heading: path.join(' › '),
      body: piece,
      href: `/policies/${slug}#${anchor}`,
      audience,
    })),
  )
}

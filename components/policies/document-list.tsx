import { PageTurns } from '#components/ui/page-turns.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { AUDIENCE_WORDS, type DocumentRow } from '#lib/assistant/retrieval/document-model.ts'
import type { Page } from '#lib/platform/page-key.ts'

type DocumentListProps = {
  readonly page: Page<DocumentRow>
  /** The name of its page in the address. */
  readonly kind: 'policies' | 'help'
}

/** Documents by title: who may be told, which version applies, since when and by whom. */
export function DocumentList({ page, kind }: DocumentListProps) {
  return (
    <div className="flex flex-col gap-2">
      <Documents documents={page.rows} />
      <PageTurns label={`Pages of ${kind}`} page={page} hrefOf={(turn) => `/policies?${kind}=${turn}`} />
    </div>
  )
}

function Documents({ documents }: { readonly documents: readonly DocumentRow[] }) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface-raised">
      {documents.map((document) => (
        <li key={document.id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 py-2.5">
          <span className="flex min-w-0 flex-wrap items-baseline gap-2">
            <span className="min-w-0 break-words font-medium">
              <TextLink href={`/policies/${document.slug}`}>{document.title}</TextLink>
            </span>
            {document.withdrawnAt === null ? null : <Pill tone="plain">withdrawn</Pill>}
          </span>
          <span className="text-ink-3 text-sm">
            {[
              ...(document.kind === 'policy' ? [AUDIENCE_WORDS[document.audience]] : []),
              ...(document.origin === 'product' ? ['came with Tieout'] : [`version ${document.version}`]),
              document.addedAt.slice(0, 10),
              ...(document.addedByName === '' ? [] : [document.addedByName]),
            ].join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}

import { Pill } from '#components/ui/pill.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { PassageSearch } from '#lib/assistant/retrieval/search.ts'

const KINDS = { policy: 'policy', help: 'help', ticket: 'past ticket' } as const

/** What was found: where it stands, and what the words met. */
export function PassageList({ passages }: Pick<PassageSearch, 'passages'>) {
  return (
    <ol aria-label="Passages" className="flex flex-col gap-3">
      {passages.map(({ id, kind, title, heading, excerpt, href }) => (
        <li key={String(id)} className="flex flex-col gap-1 rounded-md border border-line bg-surface-raised px-4 py-3">
          <div className="flex flex-wrap items-baseline gap-2">
            <span className="min-w-0 break-words font-medium">
              <TextLink href={href}>{heading === '' ? title : `${title} › ${heading}`}</TextLink>
            </span>
            <Pill tone="plain">{KINDS[kind]}</Pill>
          </div>
          <p className="max-w-prose break-words text-ink-2">
            {excerpt.map(({ text, isHit, at }) =>
              isHit ? (
                <mark key={at} className="rounded-sm bg-accent-tint text-ink">
                  {text}
                </mark>
              ) : (
                text
              ),
            )}
          </p>
        </li>
      ))}
    </ol>
  )
}

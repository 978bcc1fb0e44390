import { hrefFor } from '#components/shell/object-link.ts'
import { TextLink } from '#components/ui/text-link.tsx'
import type { Related } from '#lib/settlements/related.ts'

type RelatedLinksProps = { readonly items: readonly (Related & { readonly state?: string })[]; readonly none: string }

/** What was made of it, as links where a page exists. */
export function RelatedLinks({ items, none }: RelatedLinksProps) {
  if (items.length === 0) return <p className="text-ink-2 text-sm">{none}</p>
  return (
    <ul className="flex flex-col gap-2 text-sm">
      {items.map((item) => {
        const href = hrefFor(item.kind, item.id)
        return (
          <li key={item.id}>
            {href === null ? item.label : <TextLink href={href}>{item.label}</TextLink>}
            {item.state === undefined ? null : <span className="text-ink-3"> · {item.state.replaceAll('_', ' ')}</span>}
          </li>
        )
      })}
    </ul>
  )
}

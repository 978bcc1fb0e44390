import { hrefFor } from '#components/shell/object-link.ts'
import { TextLink } from '#components/ui/text-link.tsx'

/** Objects named as `kind:id`, each a link where it has a page. */
export function ObjectRefs({ refs }: { readonly refs: readonly string[] }) {
  return (
    <ul className="grid gap-1.5">
      {refs.map((ref) => {
        const [kind, id] = partsOf(ref)
        const href = hrefFor(kind, id)
        return (
          <li key={ref} className="flex flex-wrap items-baseline gap-x-2">
            <span className="text-ink-3 text-sm">{kind.replaceAll('_', ' ')}</span>
            <span className="min-w-0 break-all font-mono text-xs">
              {href === null ? id : <TextLink href={href}>{id}</TextLink>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function partsOf(ref: string): [kind: string, id: string] {
  const at = ref.indexOf(':')
  return [ref.slice(0, at), ref.slice(at + 1)]
}

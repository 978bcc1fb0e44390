import { hrefFor } from '#components/shell/object-link.ts'
import { TextLink } from '#components/ui/text-link.tsx'
import type { Evidence } from '#lib/approvals/proposal.ts'

/** The rows a proposal rests on; what has no page of its own shows its id. */
export function EvidenceLinks({ evidence }: { readonly evidence: readonly Evidence[] }) {
  return (
    <ul aria-label="Evidence" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {evidence.map(({ label, kind, id }) => {
        const href = hrefFor(kind, id)
        return (
          <li key={`${kind}:${id}`} className="flex min-h-6 items-center">
            {href === null ? (
              <span className="text-ink-3" title={id}>
                {label} <span className="font-mono text-xs">{id}</span>
              </span>
            ) : (
              <TextLink href={href}>{label}</TextLink>
            )}
          </li>
        )
      })}
    </ul>
  )
}

import { hrefFor } from '#components/shell/object-link.ts'
import { TextLink } from '#components/ui/text-link.tsx'
import type { TicketObject } from '#lib/tickets/links.ts'

type TicketLinksProps = {
  readonly subject: { readonly kind: string; readonly id: string; readonly href: string | null }
  readonly links: readonly TicketObject[]
}

/** What the ticket is about, and the objects that prove or settle it. */
export function TicketLinks({ subject, links }: TicketLinksProps) {
  return (
    <ul className="flex flex-col gap-2 text-sm">
      <li>
        {subject.href === null ? (
          <span>
            {subject.kind.replaceAll('_', ' ')} <span className="font-mono text-xs">{subject.id}</span>
          </span>
        ) : (
          <TextLink href={subject.href}>The {subject.kind.replaceAll('_', ' ')}</TextLink>
        )}
      </li>
      {links.map(({ kind, id, label }) => {
        const href = hrefFor(kind, id)
        return (
          <li key={`${kind}:${id}`}>
            {href === null ? (
              <span title={id}>
                {label} <span className="font-mono text-ink-3 text-xs">{id}</span>
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

import type { Pin } from '#lib/assistant/pins/pins-of.ts'
import { BlockView } from './block-view.tsx'
import { CopyButton } from './copy-button.tsx'
import { OwnLink } from './own-link.tsx'
import { UnpinButton } from './unpin-button.tsx'

/** What this person pinned, asked again for this page. */
export function PinnedBlocks({ pins }: { readonly pins: readonly Pin[] }) {
  return (
    <ul className="grid min-w-0 items-start gap-4 lg:grid-cols-2">
      {pins.map(({ id, title, block, citations, stale }) => (
        <li key={id} className="flex min-w-0 flex-col gap-1.5">
          <BlockView
            block={block}
            actions={
              <>
                <CopyButton block={block} />
                <UnpinButton pinId={id} title={title} />
              </>
            }
          />
          <p className="text-ink-3 text-sm">
            {stale ??
              citations.map(({ label, href }) => (
                <OwnLink key={href} href={href}>
                  {label}
                </OwnLink>
              ))}
          </p>
        </li>
      ))}
    </ul>
  )
}

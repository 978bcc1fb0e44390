'use client'

import { Menu as MenuIcon, Search } from 'lucide-react'
import { AssistantToggle } from '#components/assistant/assistant-toggle.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { Breadcrumb } from './breadcrumb.tsx'
import type { PlaceCounts } from './navigation.ts'
import { NavigationList } from './navigation-list.tsx'
import { type Person, PersonMenu } from './person-menu.tsx'
import { useShellLayers } from './shell-layers.tsx'
import { ThemeMenu } from './theme-menu.tsx'
import { Wordmark } from './wordmark.tsx'

type TopBarProps = {
  readonly person: Person
  readonly environment: 'sandbox' | 'live'
  readonly allowed: readonly string[]
  readonly counts: PlaceCounts
  /** Whether this person may ask the assistant. */
  readonly canAsk: boolean
}

/**
 * Where the person is, the way to everything else, which money this is, and who they are. As wide as the page is left:
 * the assistant may stand beside it.
 */
export function TopBar({ person, environment, allowed, counts, canAsk }: TopBarProps) {
  const { open, show } = useShellLayers()
  return (
    <header className="@container sticky top-0 z-30 flex h-12 items-center gap-2 border-line border-b bg-surface px-2 sm:px-4 lg:pl-6">
      <span className="lg:hidden">
        <IconButton label="Places" icon={<MenuIcon />} onClick={() => show('navigation')} />
      </span>
      <Sheet
        side="left"
        title={<Wordmark />}
        open={open === 'navigation'}
        onOpenChange={(next) => show(next ? 'navigation' : null)}
      >
        <nav aria-label="Places">
          <NavigationList allowed={allowed} counts={counts} onNavigate={() => show(null)} />
        </nav>
      </Sheet>
      <Breadcrumb />
      <div className="ml-auto flex shrink-0 items-center gap-1">
        <button
          type="button"
          aria-label="Search or jump to"
          aria-keyshortcuts="Meta+K Control+K"
          onClick={() => show('palette')}
          className="flex h-8 items-center gap-2 rounded-md px-2 text-ink-3 text-sm hover:bg-surface-hover hover:text-ink @2xl:w-56 @2xl:border @2xl:border-line @2xl:bg-surface-raised pointer-coarse:h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center"
        >
          <Search aria-hidden className="size-4" />
          <span className="flex-1 text-left @max-2xl:hidden">Search or jump to</span>
          <span className="@max-2xl:hidden">
            <Kbd>⌘K</Kbd>
          </span>
        </button>
        <span className="px-1.5">
          {environment === 'sandbox' ? (
            <Pill tone="warn" icon={null}>
              Sandbox
            </Pill>
          ) : (
            <Pill tone="plain">Live</Pill>
          )}
        </span>
        <span className="max-sm:hidden">
          <ThemeMenu />
        </span>
        {canAsk ? <AssistantToggle /> : null}
        <PersonMenu person={person} />
      </div>
    </header>
  )
}

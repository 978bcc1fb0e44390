import type { ReactNode } from 'react'
import { PanelDock } from '#components/assistant/panel-dock.tsx'
import { CommandPalette, type SearchObjects } from './command-palette.tsx'
import { Keyboard } from './keyboard.tsx'
import type { PlaceCounts, PlaceHref } from './navigation.ts'
import { NavigationList } from './navigation-list.tsx'
import type { Person } from './person-menu.tsx'
import { ShellProvider } from './shell-layers.tsx'
import { TopBar } from './top-bar.tsx'
import { Wordmark } from './wordmark.tsx'

type ShellProps = {
  readonly person: Person
  readonly environment: 'sandbox' | 'live'
  /** The places this person may enter. */
  readonly allowed: readonly PlaceHref[]
  readonly counts?: PlaceCounts
  readonly search?: SearchObjects
  /** One line above every page, about the whole product. */
  readonly notice?: ReactNode
  readonly children: ReactNode
}

/** What stands around every page of the console. */
export function Shell({ person, environment, allowed, counts = {}, search, notice, children }: ShellProps) {
  const canAsk = allowed.includes('/assistant')
  return (
    <ShellProvider>
      <a
        href="#content"
        className="absolute top-2 left-2 z-50 -translate-y-16 rounded-md bg-ink px-3 py-1.5 text-surface focus:translate-y-0"
      >
        Skip to the content
      </a>
      <div className="grid min-h-dvh lg:grid-cols-[13.5rem_minmax(0,1fr)_auto]">
        <nav
          aria-label="Places"
          className="sticky top-0 flex h-dvh flex-col gap-4 overflow-y-auto border-line border-r bg-surface-sunken px-3 pt-3 pb-4 max-lg:hidden"
        >
          <div className="px-2">
            <Wordmark />
          </div>
          <NavigationList allowed={allowed} counts={counts} />
        </nav>
        <div className="flex min-w-0 flex-col">
          <TopBar person={person} environment={environment} allowed={allowed} counts={counts} canAsk={canAsk} />
          {notice}
          <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
            {children}
          </main>
        </div>
        {canAsk ? <PanelDock /> : null}
      </div>
      <CommandPalette allowed={allowed} {...(search ? { search } : {})} />
      <Keyboard allowed={allowed} />
    </ShellProvider>
  )
}

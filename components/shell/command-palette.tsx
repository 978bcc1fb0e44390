'use client'

import { Dialog as Base } from '@base-ui/react/dialog'
import { Command } from 'cmdk'
import { CornerDownLeft, Keyboard, LogOut, MessageSquareText, Search, SunMoon } from 'lucide-react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { signOut } from 'next-auth/react'
import { useTheme } from 'next-themes'
import { type ReactNode, useEffect, useState } from 'react'
import { askInPanel } from '#components/assistant/panel-memory.ts'
import { Kbd } from '#components/ui/kbd.tsx'
import { placesWithin } from './navigation.ts'
import { useShellLayers } from './shell-layers.tsx'
import { THEMES } from './theme-menu.tsx'
import { type FoundObject, type SearchObjects, useObjectSearch } from './use-object-search.ts'

export type { FoundObject, SearchObjects }

const ITEM =
  'flex h-9 cursor-default select-none items-center gap-2.5 rounded-md px-2.5 text-base pointer-coarse:h-11 data-[selected=true]:bg-surface-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3'

type CommandPaletteProps = { readonly allowed: readonly string[]; readonly search?: SearchObjects }

/** ⌘K: every place, every action of the shell, and every object by its id, order or invoice number. */
export function CommandPalette({ allowed, search }: CommandPaletteProps) {
  const { open, show } = useShellLayers()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey) return
      event.preventDefault()
      show(open === 'palette' ? null : 'palette')
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [open, show])

  return (
    <Base.Root open={open === 'palette'} onOpenChange={(next) => show(next ? 'palette' : null)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          data-layer="modal"
          className="floats fixed inset-x-4 top-[10vh] z-40 mx-auto flex max-h-[70vh] max-w-xl flex-col overflow-hidden rounded-lg bg-surface-raised shadow-float"
        >
          <Base.Title className="sr-only">Search or jump to</Base.Title>
          <PaletteBody allowed={allowed} search={search} close={() => show(null)} />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

type PaletteBodyProps = {
  readonly allowed: readonly string[]
  readonly search: SearchObjects | undefined
  readonly close: () => void
}

function PaletteBody({ allowed, search, close }: PaletteBodyProps) {
  const router = useRouter()
  const { show } = useShellLayers()
  const { setTheme } = useTheme()
  const [query, setQuery] = useState('')
  const { found, status } = useObjectSearch(query, search)

  const go = (href: string) => {
    close()
    router.push(href as Route)
  }
  const has = (label: string) => label.toLowerCase().includes(query.trim().toLowerCase())
  const places = placesWithin(allowed)
    .flatMap((group) => group.places)
    .filter((place) => has(place.label))
  const actions: readonly { label: string; icon: ReactNode; act: () => void }[] = [
    ...THEMES.map((theme) => ({
      label: `Appearance: ${theme.label.toLowerCase()}`,
      icon: <SunMoon aria-hidden />,
      act: () => {
        setTheme(theme.value)
        close()
      },
    })),
    ...(allowed.includes('/assistant')
      ? [
          {
            label: 'Ask the assistant',
            icon: <MessageSquareText aria-hidden />,
            act: () => {
              close()
              askInPanel()
            },
          },
        ]
      : []),
    { label: 'Keyboard help', icon: <Keyboard aria-hidden />, act: () => show('help') },
    { label: 'Sign out', icon: <LogOut aria-hidden />, act: () => void signOut({ callbackUrl: '/sign-in' }) },
  ].filter((action) => has(action.label))

  return (
    <Command label="Search or jump to" shouldFilter={false} loop className="flex min-h-0 flex-col">
      <div className="flex h-12 shrink-0 items-center gap-2.5 border-line border-b px-4">
        <Search aria-hidden className="size-4 text-ink-3" />
        <Command.Input
          autoFocus
          value={query}
          onValueChange={setQuery}
          placeholder={search ? 'A place, or an id, order or invoice number' : 'A place or an action'}
          className="h-full flex-1 bg-transparent text-lg outline-none"
        />
        <Kbd>esc</Kbd>
      </div>
      <Command.List className="min-h-0 overflow-y-auto p-1.5">
        {found.length > 0 ? (
          <Group heading="Found">
            {found.map((object) => (
              <Command.Item key={object.href} value={object.href} onSelect={() => go(object.href)} className={ITEM}>
                <CornerDownLeft aria-hidden />
                <span className="min-w-0 flex-1 truncate">{object.label}</span>
                <span className="truncate text-ink-3 text-sm">{object.hint}</span>
              </Command.Item>
            ))}
          </Group>
        ) : null}
        {places.length > 0 ? (
          <Group heading="Places">
            {places.map((place) => (
              <Command.Item key={place.href} value={place.href} onSelect={() => go(place.href)} className={ITEM}>
                <place.icon aria-hidden />
                <span className="flex-1">{place.label}</span>
                <Kbd>{`g ${place.key}`}</Kbd>
              </Command.Item>
            ))}
          </Group>
        ) : null}
        {actions.length > 0 ? (
          <Group heading="Actions">
            {actions.map((action) => (
              <Command.Item key={action.label} value={action.label} onSelect={action.act} className={ITEM}>
                {action.icon}
                {action.label}
              </Command.Item>
            ))}
          </Group>
        ) : null}
      </Command.List>
      {status === null ? null : (
        <p role="status" className="border-line border-t px-4 py-2.5 text-ink-3 text-sm">
          {status}
        </p>
      )}
    </Command>
  )
}

function Group({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-ink-3 **:[[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  )
}

'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { Dialog } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import { placesWithin } from './navigation.ts'
import { useShellLayers } from './shell-layers.tsx'

const GROUPS = [
  {
    label: 'Everywhere',
    keys: [
      ['⌘K', 'Search, or jump to anything'],
      ['⌘J', 'Ask the assistant'],
      ['/', 'Search this list'],
      ['?', 'This help'],
      ['esc', 'Back one layer'],
    ],
  },
  {
    label: 'In a list',
    keys: [
      ['j k', 'Next and previous row'],
      ['enter', 'Open'],
      ['space', 'Peek'],
      ['x', 'Select'],
      ['f', 'Filter'],
      ['e', 'Export as CSV'],
      ['[ ]', 'Previous and next page'],
    ],
  },
  {
    label: 'On an object',
    keys: [
      ['a', 'Approve'],
      ['r', 'Reject'],
      ['[ ]', 'Previous and next object'],
    ],
  },
] as const

/** Binds the keys that work on every page, and explains all of them. */
export function Keyboard({ allowed }: { readonly allowed: readonly string[] }) {
  const router = useRouter()
  const { open, show } = useShellLayers()
  const places = placesWithin(allowed).flatMap((group) => group.places)
  useShortcuts(
    {
      '?': () => show('help'),
      '/': () => show('palette'),
      ...Object.fromEntries(places.map((place) => [`g ${place.key}`, () => router.push(place.href as Route)])),
    },
    { isFallback: true },
  )
  const groups = [{ label: 'Go to', keys: places.map((place) => [`g ${place.key}`, place.label] as const) }, ...GROUPS]
  return (
    <Dialog title="Keyboard" size="md" open={open === 'help'} onOpenChange={(next) => show(next ? 'help' : null)}>
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {groups.map((group) => (
          <section key={group.label}>
            <h3 className="pb-1 font-medium text-ink-3 text-sm">{group.label}</h3>
            <dl>
              {group.keys.map(([keys, words]) => (
                <div key={words} className="flex min-h-8 items-center justify-between gap-4 border-line border-b">
                  <dd>{words}</dd>
                  <dt className="flex gap-1">
                    {keys.split(' ').map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

'use client'

import { Keyboard, LogOut, UserRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { signOut } from 'next-auth/react'
import { useTheme } from 'next-themes'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/menu.tsx'
import { useShellLayers } from './shell-layers.tsx'
import { THEMES } from './theme-menu.tsx'

export type Person = {
  readonly name: string
  readonly email: string
  /** In words: "Approver". */
  readonly role: string
}

/** Who is signed in, and the way out. */
export function PersonMenu({ person }: { readonly person: Person }) {
  const { show } = useShellLayers()
  const router = useRouter()
  const { theme = 'system', setTheme } = useTheme()
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label="Your account"
          className="group inline-flex size-8 items-center justify-center rounded-full pointer-coarse:size-11"
        >
          <span className="inline-flex size-8 items-center justify-center rounded-full bg-surface-hover font-semibold text-ink-2 text-xs group-hover:text-ink">
            {initials(person.name)}
          </span>
        </button>
      }
    >
      <div className="px-2 pt-1.5 pb-2">
        <div className="font-medium">{person.name}</div>
        <div className="text-ink-3 text-sm">{person.email}</div>
        <div className="text-ink-3 text-sm capitalize">{person.role}</div>
      </div>
      <MenuSeparator />
      <div className="sm:hidden">
        <MenuLabel>Light or dark</MenuLabel>
        <MenuChoice label="Light or dark" value={theme} options={THEMES} onValueChange={setTheme} />
        <MenuSeparator />
      </div>
      <MenuItem icon={<UserRound aria-hidden />} onSelect={() => router.push('/settings/you')}>
        You and your password
      </MenuItem>
      <MenuItem icon={<Keyboard aria-hidden />} onSelect={() => show('help')}>
        Keyboard
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void signOut({ callbackUrl: '/sign-in' })}>
        Sign out
      </MenuItem>
    </Menu>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

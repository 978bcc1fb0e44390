'use client'

import { SunMoon } from 'lucide-react'
import { useTheme } from 'next-themes'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuChoice } from '#components/ui/menu.tsx'

export const THEMES = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

export function ThemeMenu() {
  const { theme = 'system', setTheme } = useTheme()
  return (
    <Menu align="end" trigger={<IconButton label="Light or dark" icon={<SunMoon />} />}>
      <MenuChoice label="Light or dark" value={theme} options={THEMES} onValueChange={setTheme} />
    </Menu>
  )
}

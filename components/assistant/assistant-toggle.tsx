'use client'

import { MessageSquareText } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useEffect } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { askInPanel, closePanel, usePanelMemory } from './panel-memory.ts'

/** Opens and closes the panel; ⌘J puts the focus into its question, or takes it back out. */
export function AssistantToggle() {
  const { isOpen } = usePanelMemory()
  const isWholePage = usePathname().startsWith('/assistant/')
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'j' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      const isInside = document.activeElement?.closest('[data-assistant]') != null
      if (isInside && !isWholePage) closePanel()
      else askInPanel()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [isWholePage])
  if (isWholePage) return null
  return (
    <IconButton
      label="Assistant"
      shortcut="⌘J"
      icon={<MessageSquareText />}
      aria-pressed={isOpen}
      aria-keyshortcuts="Meta+J Control+J"
      onClick={() => (isOpen ? closePanel() : askInPanel())}
    />
  )
}

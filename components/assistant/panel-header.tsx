'use client'

import { History, List, Maximize2, SquarePen, X } from 'lucide-react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#components/ui/menu.tsx'
import { closePanel, showInPanel } from './panel-memory.ts'
import { useRecent } from './use-recent.ts'

type PanelHeaderProps = {
  readonly title: ReactNode
  readonly conversationId: string | null
  readonly onNew: () => void
}

/** What is talked about, the way to a new and to earlier conversations, and out. */
export function PanelHeader({ title, conversationId, onNew }: PanelHeaderProps) {
  const router = useRouter()
  const go = (href: string) => {
    // Over a narrow page the panel would hide what it leads to.
    if (!window.matchMedia('(min-width: 64rem)').matches) closePanel()
    router.push(href as Route)
  }
  return (
    <header className="flex h-12 shrink-0 items-center gap-0.5 border-line border-b pr-2 pl-4">
      <h2 className="min-w-0 flex-1 truncate font-semibold text-base">{title}</h2>
      <IconButton label="New conversation" icon={<SquarePen />} onClick={onNew} disabled={conversationId === null} />
      <Menu align="end" trigger={<IconButton label="Conversations" icon={<History />} />}>
        <MenuLabel>Newest conversations</MenuLabel>
        <RecentConversations />
        <MenuSeparator />
        <MenuItem icon={<List aria-hidden />} onSelect={() => go('/assistant')}>
          All conversations
        </MenuItem>
      </Menu>
      {conversationId === null ? null : (
        <IconButton label="Open on a page" icon={<Maximize2 />} onClick={() => go(`/assistant/${conversationId}`)} />
      )}
      <IconButton label="Close the assistant" icon={<X />} onClick={closePanel} />
    </header>
  )
}

/** Asked for when the menu opens, so that it is never behind. */
function RecentConversations() {
  const recent = useRecent()
  if (recent === null) return <p className="px-2 py-1.5 text-ink-2">Loading…</p>
  if (recent.length === 0) return <p className="px-2 py-1.5 text-ink-2">None yet.</p>
  return recent.map(({ id, title }) => (
    <MenuItem key={id} onSelect={() => showInPanel(id)}>
      <span className="min-w-0 truncate">{title}</span>
    </MenuItem>
  ))
}

'use client'

import dynamic from 'next/dynamic'
import { usePathname } from 'next/navigation'
import { usePanelMemory } from './panel-memory.ts'

/** Its code comes when it is first opened: pages do not carry it. */
const AssistantPanel = dynamic(async () => (await import('./assistant-panel.tsx')).AssistantPanel, { ssr: false })

/** The place of the panel beside every page; a conversation's own page needs none. */
export function PanelDock() {
  const { isOpen, conversationId } = usePanelMemory()
  const path = usePathname()
  if (!isOpen || path.startsWith('/assistant/cnv_')) return null
  return <AssistantPanel conversationId={conversationId} path={path} />
}

'use client'

import { Ellipsis, Link2, Link2Off, Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import { toast } from '#components/ui/toast.tsx'
import { deleteConversationAction, shareConversationAction, unshareConversationAction } from '#lib/assistant/actions.ts'
import { showInPanel, usePanelMemory } from './panel-memory.ts'
import { RenameDialog } from './rename-dialog.tsx'

type ConversationMenuProps = {
  readonly conversation: { readonly id: string; readonly title: string; readonly isShared: boolean }
  /** It is the page itself: deleting it leads back to the list. */
  readonly isPage?: boolean
}

/** What its owner can do with a conversation. */
export function ConversationMenu({ conversation: { id, title, isShared }, isPage = false }: ConversationMenuProps) {
  const router = useRouter()
  const inPanel = usePanelMemory().conversationId
  const [layer, setLayer] = useState<'rename' | 'delete' | null>(null)

  const share = async () => {
    const result = await shareConversationAction({ conversationId: id })
    if (!result.ok) return void toast.bad(result.refusal.message)
    router.refresh()
    const told = { description: 'Whoever may see the figures in it can read it; nobody else can ask on.' }
    try {
      await navigator.clipboard.writeText(`${window.location.origin}/assistant/${id}`)
      toast.good('Shared; the link is copied', told)
    } catch {
      toast.good(`Shared at /assistant/${id}`, told)
    }
  }
  const unshare = async () => {
    const result = await unshareConversationAction({ conversationId: id })
    if (!result.ok) return void toast.bad(result.refusal.message)
    router.refresh()
    toast.good('Not shared any more')
  }
  const remove = async () => {
    const result = await deleteConversationAction({ conversationId: id })
    if (!result.ok) return result.refusal.message
    if (inPanel === id) showInPanel(null)
    if (isPage) router.push('/assistant')
    else router.refresh()
    return undefined
  }
  return (
    <>
      <Menu align="end" trigger={<IconButton label={`Actions on ${title}`} icon={<Ellipsis />} />}>
        <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setLayer('rename')}>
          Rename…
        </MenuItem>
        <MenuItem icon={<Link2 aria-hidden />} onSelect={() => void share()}>
          {isShared ? 'Copy the link' : 'Share by link'}
        </MenuItem>
        {isShared ? (
          <MenuItem icon={<Link2Off aria-hidden />} onSelect={() => void unshare()}>
            Stop sharing
          </MenuItem>
        ) : null}
        <MenuSeparator />
        <MenuItem icon={<Trash2 aria-hidden />} tone="bad" onSelect={() => setLayer('delete')}>
          Delete…
        </MenuItem>
      </Menu>
      <RenameDialog
        conversationId={id}
        title={title}
        open={layer === 'rename'}
        onOpenChange={(open) => setLayer(open ? 'rename' : null)}
      />
      <ConfirmDialog
        title="Delete this conversation?"
        open={layer === 'delete'}
        onOpenChange={(open) => setLayer(open ? 'delete' : null)}
        tone="danger"
        confirmLabel="Delete the conversation"
        pendingLabel="Deleting…"
        onConfirm={remove}
      >
        <p>{`"${title}" and its answers go; pins on Today and the record of what was looked up stay.`}</p>
      </ConfirmDialog>
    </>
  )
}

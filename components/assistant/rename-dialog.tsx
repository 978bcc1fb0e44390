'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { renameConversationAction } from '#lib/assistant/actions.ts'

type RenameDialogProps = {
  readonly conversationId: string
  readonly title: string
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Another name for a conversation than its first question. */
export function RenameDialog({ conversationId, title, open, onOpenChange }: RenameDialogProps) {
  const router = useRouter()
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const rename = (form: FormData) =>
    startTransition(async () => {
      const result = await renameConversationAction({ conversationId, title: String(form.get('title') ?? '') })
      setRefusal(result.ok ? undefined : result.refusal.message)
      if (!result.ok) return
      onOpenChange(false)
      router.refresh()
    })
  return (
    <Dialog title="Rename the conversation" open={open} onOpenChange={onOpenChange}>
      <form action={rename} className="flex flex-col gap-4">
        <Field label="Name" error={refusal}>
          <Input name="title" defaultValue={title} required maxLength={120} autoComplete="off" />
        </Field>
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Renaming…">
          Rename
        </Button>
      </form>
    </Dialog>
  )
}

'use client'

import { useRouter } from 'next/navigation'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
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
  return (
    <FormDialog
      title="Rename the conversation"
      open={open}
      onOpenChange={onOpenChange}
      submitLabel="Rename"
      pendingLabel="Renaming…"
      onSubmit={(said) => renameConversationAction({ conversationId, title: said('title') })}
      onDone={() => router.refresh()}
    >
      <Field label="Name">
        <Input name="title" defaultValue={title} required maxLength={120} autoComplete="off" />
      </Field>
    </FormDialog>
  )
}

'use client'

import { type ReactElement, type ReactNode, useState, useTransition } from 'react'
import { kept } from '#components/health/kept.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Menu, MenuItem, MenuLabel } from '#components/ui/menu.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'
import {
  assignConversationAction,
  closeConversationAction,
  snoozeConversationAction,
  ticketOfAction,
} from '#lib/conversations/actions.ts'
import type { ConversationDetail } from '#lib/conversations/get-conversation.ts'
import { ENDING_WORDS, ENDINGS, type Ending } from '#lib/conversations/model.ts'
import type { OwnerChoice } from '#lib/tickets/owners.ts'

type WorkProps = {
  readonly conversation: ConversationDetail
  readonly owners: readonly OwnerChoice[]
  readonly me: string
}

type Open = 'snooze' | 'close' | 'ticket' | null
type Refused = { readonly ok: boolean; readonly refusal?: { readonly message: string } }

/** Everything somebody may do with a conversation besides answering: `t` takes it, `s` puts it aside, `c` closes it. */
export function ConversationWork({ conversation, owners, me }: WorkProps) {
  const { id, ownerId, state, snoozedUntil, ticketId } = conversation
  const [open, setOpen] = useState<Open>(null)
  const [, startTransition] = useTransition()
  const isOpen = state === 'open'
  const told = (work: () => Promise<Refused>) =>
    startTransition(async () => {
      const { refusal } = await work()
      if (refusal !== undefined) toast.bad(refusal.message)
    })
  const assign = (to: string) => told(() => assignConversationAction({ conversationId: id, ownerId: to }))
  useShortcuts({
    t: () => assign(me),
    ...(isOpen ? { s: () => setOpen('snooze'), c: () => setOpen('close') } : {}),
  })
  const dialog = (which: Exclude<Open, null>) => ({
    open: open === which,
    onOpenChange: (next: boolean) => setOpen(next ? which : null),
  })
  return (
    <>
      <Menu align="end" trigger={<Button>Give to…</Button>}>
        <MenuLabel>Who answers</MenuLabel>
        {owners.map((owner) => (
          <MenuItem key={owner.id} disabled={owner.id === ownerId} onSelect={() => assign(owner.id)}>
            {owner.name}
          </MenuItem>
        ))}
        <MenuItem disabled={ownerId === ''} onSelect={() => assign('')}>
          Nobody
        </MenuItem>
      </Menu>
      {isOpen && snoozedUntil !== null ? (
        <Button onClick={() => told(() => snoozeConversationAction({ conversationId: id, until: null }))}>
          Bring back
        </Button>
      ) : null}
      {isOpen ? (
        <WordsDialog
          {...dialog('snooze')}
          title="Put the conversation aside"
          button={
            <Button shortcut="s" onClick={() => setOpen('snooze')}>
              Put aside…
            </Button>
          }
          confirmLabel="Put it aside"
          send={(form) => snoozeConversationAction({ conversationId: id, until: String(form.get('until') ?? '') })}
        >
          {(refusal) => (
            <Field
              label="Until"
              hint="The day it comes back (UTC). A new message brings it back at once."
              error={refusal}
            >
              <Input name="until" type="date" required />
            </Field>
          )}
        </WordsDialog>
      ) : null}
      {ticketId === '' ? (
        <WordsDialog
          {...dialog('ticket')}
          title="Open a ticket from it"
          button={<Button onClick={() => setOpen('ticket')}>Open a ticket…</Button>}
          confirmLabel="Open the ticket"
          send={(form) => ticketOfAction({ conversationId: id, action: String(form.get('action') ?? '') })}
        >
          {(refusal) => (
            <Field
              label="What has to be done"
              hint="It carries the seller and everything that is linked."
              error={refusal}
            >
              <Textarea name="action" rows={3} required maxLength={1000} />
            </Field>
          )}
        </WordsDialog>
      ) : null}
      {isOpen ? (
        <WordsDialog
          {...dialog('close')}
          title="Close the conversation"
          button={
            <Button shortcut="c" onClick={() => setOpen('close')}>
              Close…
            </Button>
          }
          confirmLabel="Close it"
          send={(form) =>
            closeConversationAction({ conversationId: id, ending: String(form.get('ending') ?? '') as Ending })
          }
        >
          {(refusal) => (
            <Field
              label="How it ended"
              hint="It counts in the share that is answered by itself. A new message opens it again."
              error={refusal}
            >
              <Select
                name="ending"
                options={ENDINGS.map((value) => ({ value, label: ENDING_WORDS[value] }))}
                defaultValue="answered"
              />
            </Field>
          )}
        </WordsDialog>
      ) : null}
    </>
  )
}

type WordsDialogProps = {
  readonly title: string
  readonly button: ReactElement
  readonly confirmLabel: string
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly send: (form: FormData) => Promise<Refused>
  readonly children: (refusal: string | undefined) => ReactNode
}

/** A dialog with one field, whose refusal stands beside it. */
function WordsDialog({ title, button, confirmLabel, open, onOpenChange, send, children }: WordsDialogProps) {
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const submit = (form: FormData) =>
    startTransition(async () => {
      const result = await send(form)
      setRefusal(result.refusal?.message)
      if (result.ok) onOpenChange(false)
    })
  const change = (next: boolean) => {
    setRefusal(undefined)
    onOpenChange(next)
  }
  return (
    <Dialog title={title} open={open} onOpenChange={change} trigger={button}>
      <form onSubmit={kept(submit)} className="flex flex-col gap-4">
        {children(refusal)}
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Saving…">
          {confirmLabel}
        </Button>
      </form>
    </Dialog>
  )
}

'use client'

import { useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
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

type Open = 'snooze' | 'close' | null
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
        <FormDialog
          {...dialog('snooze')}
          title="Put the conversation aside"
          trigger={<Button shortcut="s">Put aside…</Button>}
          submitLabel="Put it aside"
          pendingLabel="Saving…"
          onSubmit={(said) => snoozeConversationAction({ conversationId: id, until: said('until') })}
        >
          <Field label="Until" hint="The day it comes back (UTC). A new message brings it back at once.">
            <Input name="until" type="date" required />
          </Field>
        </FormDialog>
      ) : null}
      {ticketId === '' ? (
        <FormDialog
          title="Open a ticket from it"
          trigger={<Button>Open a ticket…</Button>}
          submitLabel="Open the ticket"
          pendingLabel="Opening…"
          doneWords="The ticket is open"
          onSubmit={(said) => ticketOfAction({ conversationId: id, action: said('action') })}
        >
          <Field label="What has to be done" hint="It carries the seller and everything that is linked.">
            <Textarea name="action" rows={3} required maxLength={1000} />
          </Field>
        </FormDialog>
      ) : null}
      {isOpen ? (
        <FormDialog
          {...dialog('close')}
          title="Close the conversation"
          trigger={<Button shortcut="c">Close…</Button>}
          submitLabel="Close it"
          pendingLabel="Closing…"
          onSubmit={(said) => closeConversationAction({ conversationId: id, ending: said('ending') as Ending })}
        >
          <Field
            label="How it ended"
            hint="It counts in the share that is answered by itself. A new message opens it again."
          >
            <Select
              name="ending"
              options={ENDINGS.map((value) => ({ value, label: ENDING_WORDS[value] }))}
              defaultValue="answered"
            />
          </Field>
        </FormDialog>
      ) : null}
    </>
  )
}

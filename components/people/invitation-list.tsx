'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { toast } from '#components/ui/toast.tsx'
import { withdrawAction } from '#lib/people/actions.ts'
import type { OpenInvitation } from '#lib/people/list-people.ts'

type InvitationListProps = {
  readonly invitations: readonly OpenInvitation[]
  readonly mayManage: boolean
  readonly now: string
}

/** Invitations that nobody has used yet, each to be withdrawn while its link works. */
export function InvitationList({ invitations, mayManage, now }: InvitationListProps) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface-raised text-sm">
      {invitations.map((invitation) => (
        <li key={invitation.email} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
          <span className="grow">{`${invitation.name}, ${invitation.email}, ${invitation.role === '' ? 'role not agreed yet' : `as ${invitation.role}`}`}</span>
          <span className="text-ink-3">
            the link ends <RelativeTime at={invitation.expiresAt} now={now} />
          </span>
          {mayManage ? <Withdraw invitation={invitation} /> : null}
        </li>
      ))}
    </ul>
  )
}

function Withdraw({ invitation }: { readonly invitation: OpenInvitation }) {
  const { email, name } = invitation
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="sm" aria-label={`Withdraw the invitation of ${name}`} onClick={() => setOpen(true)}>
        Withdraw
      </Button>
      <ConfirmDialog
        title={`Withdraw the invitation of ${name}?`}
        open={isOpen}
        onOpenChange={setOpen}
        confirmLabel="Withdraw it"
        pendingLabel="Withdrawing…"
        tone="danger"
        onConfirm={async () => {
          const result = await withdrawAction({ email })
          if (!result.ok) return result.refusal.message
          toast.good(`The link of ${name} lets nobody in any more`)
          return undefined
        }}
      >
        Their link stops working at once. You can invite them again.
      </ConfirmDialog>
    </>
  )
}

'use client'

import { useState } from 'react'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { changeRolesAction } from '#lib/people/actions.ts'
import type { PersonListRow } from '#lib/people/list-people.ts'
import { CONSOLE_ROLES } from '#lib/people/schema.ts'

/** What somebody is trusted with. A role that is new for them is proposed, and another administrator agrees. */
export function RolesDialog({ person, onClose }: { readonly person: PersonListRow; readonly onClose: () => void }) {
  const [roles, setRoles] = useState(() => CONSOLE_ROLES.filter((role) => person.roles.includes(role)))
  const [exception, setException] = useState('')
  const [expiresOn, setExpiresOn] = useState(person.endsOn ?? '')
  const isBoth = roles.includes('admin') && roles.includes('approver')
  return (
    <ConfirmDialog
      title={`Roles of ${person.name}`}
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      confirmLabel="Save the roles"
      pendingLabel="Saving…"
      onConfirm={async () => {
        const result = await changeRolesAction({
          personId: person.id,
          roles,
          exception,
          expiresOn: roles.includes('auditor') ? expiresOn : '',
        })
        if (!result.ok) return result.refusal.message
        toast.good(
          result.data.proposalId === null
            ? `${person.name} is ${roles.join(', ')} now`
            : 'Proposed; a second person agrees in Approvals',
        )
        return undefined
      }}
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="pb-2 text-ink-2 text-sm">
          A new role needs a second person. Their sessions end when it counts.
        </legend>
        {CONSOLE_ROLES.map((role) => (
          <Checkbox
            key={role}
            label={role}
            checked={roles.includes(role)}
            onChange={(event) => {
              const { checked } = event.target
              setRoles((held) => CONSOLE_ROLES.filter((one) => (one === role ? checked : held.includes(one))))
            }}
          />
        ))}
      </fieldset>
      {roles.includes('auditor') ? (
        <Field label="Last day as auditor" hint="Within a year, UTC. The role ends by itself.">
          <Input type="date" required value={expiresOn} onChange={({ target }) => setExpiresOn(target.value)} />
        </Field>
      ) : null}
      {isBoth ? (
        <Field label="Why admin and approver together" hint="The exception is kept on record.">
          <Textarea value={exception} onChange={({ target }) => setException(target.value)} />
        </Field>
      ) : null}
    </ConfirmDialog>
  )
}

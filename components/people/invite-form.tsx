'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { inviteAction } from '#lib/people/actions.ts'
import { CONSOLE_ROLES } from '#lib/people/schema.ts'
import { LinkDialog } from './people-list.tsx'

const ROLE_WORDS: Readonly<Record<(typeof CONSOLE_ROLES)[number], string>> = {
  admin: 'Administrator: people and settings, decides about no money',
  approver: 'Approver: releases money',
  operator: 'Operator: settlements, sellers, events',
  treasury: 'Treasury: payouts, bank, journals and close; releases nothing',
  support: 'Support: reads, works on tickets',
  analyst: 'Analyst: reads',
  auditor: 'Auditor: reads, until a day',
}

/** Invites somebody: name, address, role; answers with a link to hand over. */
export function InviteForm() {
  const [invited, setInvited] = useState<{ path: string; isPending: boolean }>()
  const [name, setName] = useState('')
  const [role, setRole] = useState('admin')

  const invite = (said: (field: string) => string) => {
    setName(said('name'))
    return inviteAction({
      email: said('email'),
      name: said('name'),
      role: CONSOLE_ROLES.find((one) => one === role) ?? 'analyst',
      expiresOn: said('expiresOn'),
    })
  }
  return (
    <>
      <FormDialog
        title="Invite somebody"
        description="They set their own password with a link that works once."
        trigger={<Button variant="primary">Invite somebody</Button>}
        submitLabel="Make the link"
        pendingLabel="Inviting…"
        onSubmit={invite}
        onDone={setInvited}
      >
        <Field label="Name">
          <Input name="name" required autoComplete="off" />
        </Field>
        <Field label="Address">
          <Input name="email" type="email" required autoComplete="off" />
        </Field>
        <Field label="Role">
          <Select
            name="role"
            value={role}
            onChange={(event) => setRole(event.target.value)}
            options={CONSOLE_ROLES.map((one) => ({ value: one, label: ROLE_WORDS[one] }))}
          />
        </Field>
        {role === 'auditor' ? (
          <Field label="Last day of access" hint="Within a year, UTC.">
            <Input name="expiresOn" type="date" required />
          </Field>
        ) : null}
      </FormDialog>
      <LinkDialog
        link={invited === undefined ? undefined : new URL(invited.path, window.location.origin).href}
        name={name}
        isPending={invited?.isPending ?? false}
        onClose={() => setInvited(undefined)}
      />
    </>
  )
}

'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
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
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<{ field?: string; message: string }>()
  const [invited, setInvited] = useState<{ link: string; name: string; isPending: boolean }>()
  const [pending, setPending] = useState(false)
  const [role, setRole] = useState('admin')

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [email, name, expiresOn] = ['email', 'name', 'expiresOn'].map((field) => String(form.get(field) ?? ''))
    setPending(true)
    const result = await inviteAction({
      email: email ?? '',
      name: name ?? '',
      role: CONSOLE_ROLES.find((one) => one === role) ?? 'analyst',
      expiresOn: expiresOn ?? '',
    })
    setPending(false)
    if (!result.ok) return setProblem(result.refusal)
    setProblem(undefined)
    setOpen(false)
    const { path, isPending } = result.data
    setInvited({ link: new URL(path, window.location.origin).href, name: name ?? '', isPending })
  }

  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined)
  return (
    <>
      <Dialog
        title="Invite somebody"
        description="They set their own password with a link that works once."
        open={isOpen}
        onOpenChange={setOpen}
        trigger={<Button variant="primary">Invite somebody</Button>}
      >
        <form onSubmit={submit} className="flex flex-col gap-4">
          <Field label="Name" error={errorOf('name')}>
            <Input name="name" required autoComplete="off" />
          </Field>
          <Field label="Address" error={errorOf('email')}>
            <Input name="email" type="email" required autoComplete="off" />
          </Field>
          <Field label="Role" error={problem?.field === undefined ? problem?.message : errorOf('role')}>
            <Select
              name="role"
              value={role}
              onChange={(event) => setRole(event.target.value)}
              options={CONSOLE_ROLES.map((one) => ({ value: one, label: ROLE_WORDS[one] }))}
            />
          </Field>
          {role === 'auditor' ? (
            <Field label="Last day of access" hint="Within a year, UTC." error={errorOf('expiresOn')}>
              <Input name="expiresOn" type="date" required />
            </Field>
          ) : null}
          <Button type="submit" variant="primary" pending={pending} pendingLabel="Inviting…">
            Make the link
          </Button>
        </form>
      </Dialog>
      <LinkDialog
        link={invited?.link}
        name={invited?.name ?? ''}
        isPending={invited?.isPending ?? false}
        onClose={() => setInvited(undefined)}
      />
    </>
  )
}

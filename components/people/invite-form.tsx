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
  analyst: 'Analyst: reads',
}

/** Invites somebody: name, address, role; answers with a link to hand over. */
export function InviteForm() {
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<{ field?: string; message: string }>()
  const [invited, setInvited] = useState<{ link: string; name: string; isPending: boolean }>()
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [email, name, role] = ['email', 'name', 'role'].map((field) => String(form.get(field) ?? ''))
    setPending(true)
    const result = await inviteAction({
      email: email ?? '',
      name: name ?? '',
      role: CONSOLE_ROLES.find((one) => one === role) ?? 'analyst',
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
            <Select name="role" options={CONSOLE_ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role] }))} />
          </Field>
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

'use client'

import { type FormEvent, useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { addBankAccountAction } from '#lib/reconciliation/actions.ts'

const FIELDS = ['name', 'currency', 'number']

/** Adds a bank account whose statements will be imported. */
export function AddAccountDialog({ variant }: { readonly variant?: 'primary' }) {
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<{ field?: string; message: string }>()
  const [pending, setPending] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [name = '', currency = '', number = ''] = FIELDS.map((field) => String(form.get(field) ?? ''))
    setPending(true)
    const result = await addBankAccountAction({ name, currency, number })
    setPending(false)
    setProblem(result.ok ? undefined : result.refusal)
    if (!result.ok) return
    setOpen(false)
    toast.good(`Added ${name}`)
  }
  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined)
  return (
    <Dialog
      title="Add a bank account"
      description="One into which Stripe pays out. Its statements are read; nothing is ever paid from it."
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<Button {...(variant === undefined ? {} : { variant })}>Add an account</Button>}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Name" error={errorOf('name')}>
          <Input name="name" required autoComplete="off" placeholder="Operating account" />
        </Field>
        <Field label="Currency" hint="Three letters, like USD." error={errorOf('currency')}>
          <Input name="currency" required autoComplete="off" maxLength={3} />
        </Field>
        <Field
          label="IBAN or account number"
          hint="Statements in camt.053, MT940 and BAI2 find their account by it. Its hash and last four characters are kept."
          optional
          error={errorOf('number')}
        >
          <Input name="number" autoComplete="off" />
        </Field>
        {problem === undefined || FIELDS.includes(problem.field ?? '') ? null : (
          <Banner tone="bad">{problem.message}</Banner>
        )}
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Adding…">
          Add the account
        </Button>
      </form>
    </Dialog>
  )
}

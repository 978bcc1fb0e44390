'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { startContractAction } from '#lib/contracts/actions.ts'

type StartContractDialogProps = { readonly sellerId: string; readonly sellerName: string }

/** Starts a contract of a seller's own; until a version of it is approved, the default goes on. */
export function StartContractDialog({ sellerId, sellerName }: StartContractDialogProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const start = (form: FormData) =>
    startTransition(async () => {
      const result = await startContractAction({ sellerId, name: String(form.get('name') ?? '') })
      setRefusal(result.ok ? undefined : result.refusal.message)
      if (result.ok) router.push(`/contracts/${result.data.contractId}/draft` as Route)
    })
  return (
    <Dialog
      title={`A contract with ${sellerName}`}
      description="The draft starts from the default terms, which apply until a version is approved."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" onClick={() => setOpen(true)}>
          Agree own terms
        </Button>
      }
    >
      <form action={start} className="flex flex-col gap-4">
        <Field label="Name of the contract" error={refusal}>
          <Input name="name" defaultValue={sellerName} required minLength={2} maxLength={120} />
        </Field>
        <Banner tone="plain">Nothing changes before somebody else has approved it.</Banner>
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Starting…">
          Write the draft
        </Button>
      </form>
    </Dialog>
  )
}

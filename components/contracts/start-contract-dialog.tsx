'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { startContractAction } from '#lib/contracts/actions.ts'

type StartContractDialogProps = { readonly sellerId: string; readonly sellerName: string }

/** Starts a contract of a seller's own; until a version of it is approved, the default goes on. */
export function StartContractDialog({ sellerId, sellerName }: StartContractDialogProps) {
  const router = useRouter()
  return (
    <FormDialog
      title={`A contract with ${sellerName}`}
      description="The draft starts from the default terms, which apply until a version is approved."
      trigger={<Button size="sm">Agree own terms</Button>}
      submitLabel="Write the draft"
      pendingLabel="Starting…"
      onSubmit={(said) => startContractAction({ sellerId, name: said('name') })}
      onDone={({ contractId }) => router.push(`/contracts/${contractId}/draft` as Route)}
    >
      <Field label="Name of the contract">
        <Input name="name" defaultValue={sellerName} required minLength={2} maxLength={120} />
      </Field>
      <Banner tone="plain">Nothing changes before somebody else has approved it.</Banner>
    </FormDialog>
  )
}

'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { mapAccountAction } from '#lib/ledger/actions.ts'
import { GL_SYSTEM_CODES, GL_SYSTEMS } from '#lib/ledger/batches/batch-model.ts'
import type { MappedAccount } from '#lib/ledger/batches/read-batches.ts'

const SYSTEMS = GL_SYSTEM_CODES.map((value) => ({
  value,
  label: `${GL_SYSTEMS[value].word}: ${GL_SYSTEMS[value].target}`,
}))

/** Says what an account is called in another general ledger. */
export function MapDialog({ account }: { readonly account: MappedAccount }) {
  return (
    <FormDialog
      title={`What ${account.name} is called`}
      description="Batches numbered before keep the name they were numbered with."
      trigger={
        <Button size="sm" variant="plain" aria-label={`Map: ${account.name}`}>
          Map…
        </Button>
      }
      submitLabel="Save the name"
      pendingLabel="Saving…"
      doneWords="Saved"
      onSubmit={(said) =>
        mapAccountAction({
          system: GL_SYSTEM_CODES.find((one) => one === said('system')) ?? 'netsuite',
          code: account.code,
          target: said('target'),
        })
      }
    >
      <Field label="General ledger">
        <Select name="system" options={SYSTEMS} />
      </Field>
      <Field label="Account there" hint={`Empty: our own code ${account.gl}, or none in QuickBooks.`}>
        <Input name="target" maxLength={100} />
      </Field>
    </FormDialog>
  )
}

'use client'

import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { createApiKeyAction } from '#lib/access/actions.ts'
import { API_SCOPES, type ApiScope } from '#lib/access/api-key-model.ts'

const SCOPES = Object.keys(API_SCOPES) as ApiScope[]

/** Makes a key and shows it once. */
export function KeyForm() {
  const [isOpen, setOpen] = useState(false)
  const [token, setToken] = useState('')

  const make = async (form: FormData) => {
    const result = await createApiKeyAction({
      name: String(form.get('name') ?? ''),
      scopes: SCOPES.filter((scope) => form.get(scope) !== null),
    })
    if (result.ok) setToken(result.data.token)
    return result
  }
  const open = (next: boolean) => {
    setOpen(next)
    setToken('')
  }
  return (
    <Dialog
      title={token === '' ? 'Make an API key' : 'The new key'}
      description="For one system, and only what it needs."
      open={isOpen}
      onOpenChange={open}
      trigger={<Button variant="primary">Make a key</Button>}
    >
      {token === '' ? (
        <Form send={make}>
          <Field label="Which system">
            <Input name="name" required autoComplete="off" />
          </Field>
          <fieldset className="flex flex-col gap-2">
            <legend className="pb-1 font-medium text-sm">What it may do</legend>
            {SCOPES.map((scope) => (
              <Checkbox key={scope} name={scope} label={API_SCOPES[scope]} />
            ))}
          </fieldset>
          <SubmitButton pendingLabel="Making…">Make the key</SubmitButton>
        </Form>
      ) : (
        <div className="flex flex-col gap-4">
          <Banner tone="warn">Copy it now: it is shown once, and only its hash is kept.</Banner>
          <CopyId id={token} noun="key" />
          <div>
            <Button onClick={() => open(false)}>I have copied it</Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}

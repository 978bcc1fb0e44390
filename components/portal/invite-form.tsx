'use client'

import { useState } from 'react'
import { Form } from '#components/ui/form.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { SELLER_ROLES, type SellerRole } from '#lib/access/seller-model.ts'
import { invitePersonAction } from '#lib/portal/seller-actions.ts'
import { Labelled } from './labelled.tsx'
import { inOwnWords } from './seller-answer.ts'

type InviteFormProps = {
  readonly words: Readonly<Record<'name' | 'email' | 'role' | 'send' | 'sending' | 'done' | 'failed', string>>
  readonly roles: Readonly<Record<SellerRole, string>>
}

/** Lets somebody else of the seller in. */
export function InviteForm({ words, roles }: InviteFormProps) {
  const [invited, setInvited] = useState('')
  const invite = async (form: FormData) => {
    const name = `${form.get('name')}`
    const role = SELLER_ROLES.find((known) => known === form.get('role')) ?? 'viewer'
    setInvited('')
    const answer = await invitePersonAction({ name, email: `${form.get('email')}`, role })
    if (answer.ok) setInvited(name)
    return inOwnWords(answer, words.failed)
  }
  return (
    <Form send={invite} emptiesAfter lostWords={words.failed} className="flex flex-col gap-3">
      <Labelled name="name" label={words.name}>
        {(control) => <input {...control} required maxLength={120} className="control min-h-11" autoComplete="off" />}
      </Labelled>
      <Labelled name="email" label={words.email}>
        {(control) => <input {...control} type="email" required className="control min-h-11" autoComplete="off" />}
      </Labelled>
      <Labelled name="role" label={words.role}>
        {(control) => (
          <select {...control} defaultValue="viewer" className="control min-h-11">
            {SELLER_ROLES.map((role) => (
              <option key={role} value={role}>
                {roles[role]}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <SubmitButton pendingLabel={words.sending}>{words.send}</SubmitButton>
      <p role="status" className="text-good-ink text-sm empty:hidden">
        {invited === '' ? null : words.done.replace('{name}', invited)}
      </p>
    </Form>
  )
}

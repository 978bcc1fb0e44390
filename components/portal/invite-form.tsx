'use client'

import { type FormEvent, useState } from 'react'
import { SELLER_ROLES, type SellerRole } from '#lib/access/seller-model.ts'
import { invitePersonAction } from '#lib/portal/seller-actions.ts'
import { refusalWords } from './refusal-words.ts'

type InviteFormProps = {
  readonly words: Readonly<Record<'name' | 'email' | 'role' | 'send' | 'sending' | 'done' | 'failed', string>>
  readonly roles: Readonly<Record<SellerRole, string>>
}

type Outcome = { readonly kind: 'done' | 'problem'; readonly text: string }

/** Lets somebody else of the seller in. */
export function InviteForm({ words, roles }: InviteFormProps) {
  const [pending, setPending] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const said = new FormData(form)
    const name = `${said.get('name')}`
    const role = SELLER_ROLES.find((known) => known === said.get('role')) ?? 'viewer'
    setPending(true)
    const answer = await invitePersonAction({ name, email: `${said.get('email')}`, role }).catch(() => undefined)
    setPending(false)
    if (answer?.ok) {
      form.reset()
      setOutcome({ kind: 'done', text: words.done.replace('{name}', name) })
    } else setOutcome({ kind: 'problem', text: refusalWords(answer, words.failed) })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <label className="flex flex-col gap-1.5 text-sm">
        {words.name}
        <input name="name" required maxLength={120} className="control min-h-11" autoComplete="off" />
      </label>
      <label className="flex flex-col gap-1.5 text-sm">
        {words.email}
        <input name="email" type="email" required className="control min-h-11" autoComplete="off" />
      </label>
      <label className="flex flex-col gap-1.5 text-sm">
        {words.role}
        <select name="role" defaultValue="viewer" className="control min-h-11">
          {SELLER_ROLES.map((role) => (
            <option key={role} value={role}>
              {roles[role]}
            </option>
          ))}
        </select>
      </label>
      <button
        type="submit"
        disabled={pending}
        className="min-h-11 rounded-md bg-accent px-4 font-medium text-accent-ink"
      >
        {pending ? words.sending : words.send}
      </button>
      <p role="status" className={outcome?.kind === 'problem' ? 'text-bad-ink text-sm' : 'text-good-ink text-sm'}>
        {outcome?.text}
      </p>
    </form>
  )
}

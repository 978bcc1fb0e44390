'use client'

import { Form } from '#components/ui/form.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { changePasswordAction } from '#lib/portal/seller-actions.ts'
import { Labelled } from './labelled.tsx'
import { inOwnWords } from './seller-answer.ts'

type PasswordFormProps = {
  readonly hasPassword: boolean
  readonly words: Readonly<Record<'title' | 'hint' | 'current' | 'fresh' | 'save' | 'saving' | 'failed', string>>
}

/** A password beside the links; with it set, everybody who was signed in as this person signs in again. */
export function PasswordForm({ hasPassword, words }: PasswordFormProps) {
  const change = async (form: FormData) => {
    const current = `${form.get('current') ?? ''}`
    const answer = await changePasswordAction({ current, password: `${form.get('password')}` })
    if (answer.ok) window.location.assign('/portal/sign-in')
    return inOwnWords(answer, words.failed)
  }
  return (
    <details className="border-line border-b">
      <summary className="flex min-h-12 cursor-pointer items-center">{words.title}</summary>
      <Form send={change} lostWords={words.failed} className="flex flex-col gap-3 pb-4">
        {hasPassword ? (
          <Labelled name="current" label={words.current}>
            {(control) => (
              <input
                {...control}
                type="password"
                autoComplete="current-password"
                required
                className="control min-h-11"
              />
            )}
          </Labelled>
        ) : null}
        <Labelled name="password" label={words.fresh} hint={words.hint}>
          {(control) => (
            <input
              {...control}
              type="password"
              autoComplete="new-password"
              required
              minLength={12}
              className="control min-h-11"
            />
          )}
        </Labelled>
        <SubmitButton variant="quiet" pendingLabel={words.saving}>
          {words.save}
        </SubmitButton>
      </Form>
    </details>
  )
}

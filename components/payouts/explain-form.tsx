'use client'

import { useState, useTransition } from 'react'
import { AdjustDialog } from '#components/adjustments/adjust-dialog.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { rewordExplanationAction } from '#lib/assistant/actions.ts'
import { explainToSellerAction, ticketToExplainAction } from '#lib/payouts/actions.ts'
import {
  EXPLAIN_LOCALES,
  type ExplainLocale,
  explainLocaleOf,
  LOCALE_NAMES,
} from '#lib/payouts/explain/explanation-model.ts'
import type { ExplainPanel, ExplainPowers } from '#lib/payouts/explain/panel-model.ts'
import type { ExplainSubject } from './explain-sheet.tsx'
import { KeptExplanations } from './kept-explanations.tsx'

type ExplainFormProps = {
  readonly about: ExplainSubject
  readonly panel: ExplainPanel
  readonly powers: ExplainPowers
  readonly onChoose: (choice: { readonly sellerId: string; readonly locale: ExplainLocale }) => void
  readonly onSent: () => void
}

/** The reply: to whom, in which language, in words that may be edited; it leaves once somebody else approved it. */
export function ExplainForm({ about, panel, powers, onChoose, onSent }: ExplainFormProps) {
  const { seller, locale } = panel
  const [body, setBody] = useState(panel.body)
  const [isReworded, setReworded] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const subjectOf = { ...about, sellerId: seller?.id ?? '', locale }

  const send = async (form: FormData) => {
    const subject = String(form.get('subject') ?? '')
    const result = await explainToSellerAction({ ...subjectOf, subject, body, isReworded })
    if (!result.ok) return result
    toast.good('Proposed; it leaves once somebody else approved it')
    onSent()
    return result
  }
  const reword = () =>
    startTransition(async () => {
      const result = await rewordExplanationAction(subjectOf)
      setRefusal(result.ok ? undefined : result.refusal.message)
      if (!result.ok) return
      setBody(result.data.body)
      setReworded(true)
    })
  const ticket = () =>
    startTransition(async () => {
      const result = await ticketToExplainAction(subjectOf)
      setRefusal(result.ok ? undefined : result.refusal.message)
      if (result.ok) toast.good('The ticket is open')
    })

  return (
    <div className="flex flex-col gap-4">
      <Form send={send}>
        {panel.sellers.length < 2 ? null : (
          <Field label="Seller">
            <Select
              value={seller?.id}
              options={panel.sellers.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(event) => onChoose({ sellerId: event.currentTarget.value, locale })}
            />
          </Field>
        )}
        <Field label="Language">
          <Select
            value={locale}
            options={EXPLAIN_LOCALES.map((one) => ({ value: one, label: LOCALE_NAMES[one] }))}
            onChange={(event) =>
              onChoose({ sellerId: seller?.id ?? '', locale: explainLocaleOf(event.currentTarget.value) })
            }
          />
        </Field>
        <p className="text-ink-2 text-sm">To {seller?.email === '' ? 'nobody: no address is known' : seller?.email}</p>
        <Field label="Subject">
          <Input name="subject" required maxLength={200} lang={locale} defaultValue={panel.subject} />
        </Field>
        <Field label="Reply" hint="A figure of yours that is not in the facts is shown to the approver." name="body">
          <Textarea
            required
            rows={16}
            maxLength={10_000}
            lang={locale}
            value={body}
            onChange={(event) => {
              setBody(event.currentTarget.value)
              setReworded(false)
            }}
          />
        </Field>
        {refusal === undefined ? null : <Banner tone="bad">{refusal}</Banner>}
        <div className="flex flex-wrap gap-2">
          {powers.canSend ? (
            <SubmitButton pendingLabel="Proposing…" disabled={pending}>
              Propose the mail
            </SubmitButton>
          ) : null}
          {powers.canReword ? <Button onClick={reword}>Reword</Button> : null}
          {powers.canTicket ? <Button onClick={ticket}>Open a ticket</Button> : null}
        </div>
      </Form>
      {seller === null ? null : (
        <div className="flex flex-wrap items-center gap-3 border-line border-t pt-4 text-sm">
          {/* A form of its own: its submit would otherwise be the reply's, too. */}
          {powers.canAdjust ? (
            <AdjustDialog sellerId={seller.id} sellerName={seller.name} currency={seller.currency} />
          ) : null}
          <TextLink href={`/sellers/${seller.id}`}>{seller.name}</TextLink>
        </div>
      )}
      <KeptExplanations kept={panel.kept} />
    </div>
  )
}

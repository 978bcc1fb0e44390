'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { previewRefundAction, refundAction, refuseRefundAction } from '#lib/disputes/actions.ts'
import type { EffectPreview } from '#lib/disputes/effect-model.ts'
import {
  REFUND_REASON_WORDS,
  REFUSAL_WORDS,
  type RefundReason,
  type RefusalGrounds,
} from '#lib/disputes/refund-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { WireMoney } from '#lib/money/money.ts'
import { EffectTable } from './effect-table.tsx'

type RefundFormProps = {
  readonly chargeId: string
  /** The dispute, inquiry or warning it answers; empty for none. */
  readonly caseId: string
  readonly left: WireMoney
  /** What is proposed at first, with its effects. */
  readonly amount: WireMoney
  readonly preview: EffectPreview
  readonly reason: RefundReason
}

const GROUNDS = Object.entries(REFUSAL_WORDS).map(([value, { label }]) => ({ value, label }))

/** Who is told of a refusal, as far as somebody can be told. */
function refusedWords({
  seller,
  buyer,
  tickets,
}: {
  seller: string | null
  buyer: string | null
  tickets: number
}): string {
  const mails = [...(seller === null ? [] : ['the seller']), ...(buyer === null ? [] : ['the buyer'])]
  const waiting =
    mails.length === 0 ? 'nobody can be written to' : `the mail to ${mails.join(' and ')} waits for approval`
  return `Refused; ${waiting}${tickets === 0 ? '' : ', and the ticket says so'}`
}

const REASONS = Object.entries(REFUND_REASON_WORDS).map(([value, label]) => ({ value, label }))

/** Refund in full or in part, or refuse: with what it would do to everybody's money, for the very amount that is asked for. */
export function RefundForm({ chargeId, caseId, left, amount: first, preview: firstPreview, reason }: RefundFormProps) {
  const router = useRouter()
  const [amount, setAmount] = useState<WireMoney | null>(first)
  const [preview, setPreview] = useState<{ readonly minor: string; readonly effects: EffectPreview } | null>({
    minor: first.minor,
    effects: firstPreview,
  })
  const [problem, setProblem] = useState<string>()
  const [pending, startTransition] = useTransition()
  const isPreviewed = amount !== null && preview?.minor === amount.minor

  const look = () =>
    startTransition(async () => {
      if (amount === null) return setProblem('Write an amount above zero.')
      const result = await previewRefundAction({ chargeId, amountMinor: amount.minor })
      setProblem(result.ok ? undefined : result.refusal.message)
      setPreview(result.ok ? { minor: amount.minor, effects: result.data } : null)
    })

  const send = async (form: FormData) => {
    const said = (field: string) => String(form.get(field) ?? '')
    if (said('decision') === 'refuse') {
      const grounds = said('grounds') as RefusalGrounds
      const result = await refuseRefundAction({ chargeId, grounds, why: said('why') })
      if (result.ok) toast.good(refusedWords(result.data))
      router.refresh()
      return result
    }
    const result = await refundAction({
      chargeId,
      caseId,
      amountMinor: said('amountMinor'),
      reason: said('reason') as RefundReason,
      why: said('why'),
    })
    if (!result.ok) return result
    toast.good('Refund proposed; somebody else approves it')
    router.push(`/approvals/${result.data.proposalId}` as Route)
    return result
  }

  return (
    <Form send={send}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Amount" error={problem} hint={`${formatMoney(left)} can be refunded.`}>
          <MoneyInput
            name="amountMinor"
            currency={left.currency}
            defaultValue={first}
            onValueChange={setAmount}
            required
          />
        </Field>
        <Field label="Stripe is told">
          <Select name="reason" options={REASONS} defaultValue={reason} />
        </Field>
      </div>
      <Field label="If it is refused, they are told" hint="The seller by mail, the buyer where a conversation is open.">
        <Select name="grounds" options={GROUNDS} />
      </Field>
      <Field label="Why" hint="The approver reads it; nobody outside does.">
        <Textarea name="why" required minLength={3} maxLength={2000} />
      </Field>
      <div className="flex flex-col gap-2 rounded-md bg-surface-sunken px-4 py-3" aria-live="polite">
        {isPreviewed && preview !== null ? (
          <>
            <h3 className="font-semibold">{preview.effects.title}</h3>
            <EffectTable preview={preview.effects} />
          </>
        ) : (
          <p className="text-ink-2">The amount changed: look at what it would do first.</p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {isPreviewed ? null : (
          <Button onClick={look} pending={pending} pendingLabel="Working it out…">
            Show what it would do
          </Button>
        )}
        <SubmitButton disabled={!isPreviewed} pendingLabel="Proposing…">
          Propose the refund
        </SubmitButton>
        <SubmitButton name="decision" value="refuse" variant="plain" pendingLabel="Refusing…">
          Refuse it
        </SubmitButton>
      </div>
    </Form>
  )
}

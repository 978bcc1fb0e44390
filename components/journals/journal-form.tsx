'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AttachmentField } from '#components/contracts/attachment-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Section } from '#components/ui/page.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { proposeJournalAction } from '#lib/ledger/actions.ts'
import { JOURNAL_TEMPLATES, type JournalTemplate, TEMPLATE_CODES } from '#lib/ledger/journals/journals-model.ts'
import { JournalBalance } from './journal-balance.tsx'
import { type LineDraft, LineFields } from './line-fields.tsx'

type Keyed = { readonly key: number; readonly line: LineDraft }
type JournalFormProps = { readonly currency: string; readonly today: string }

const TEMPLATES = TEMPLATE_CODES.map((value) => ({ value, label: JOURNAL_TEMPLATES[value].word }))

const linesOf = (template: JournalTemplate): Keyed[] => [
  { key: 0, line: { code: JOURNAL_TEMPLATES[template].debit, side: 'debit', minor: '' } },
  { key: 1, line: { code: JOURNAL_TEMPLATES[template].credit, side: 'credit', minor: '' } },
]

/** Writes a manual journal: nothing is posted before somebody else approved it. */
export function JournalForm({ currency: usual, today }: JournalFormProps) {
  const router = useRouter()
  const [template, setTemplate] = useState<JournalTemplate>('accrual')
  const [lines, setLines] = useState(() => linesOf('accrual'))
  const [currency, setCurrency] = useState(usual)
  const [isReversing, setReversing] = useState(true)
  const [isRecurring, setRecurring] = useState(false)
  const [attached, setAttached] = useState<{ hash: string; name: string } | null>(null)

  const chooseTemplate = (chosen: JournalTemplate) => {
    setTemplate(chosen)
    setLines(linesOf(chosen).map((fresh, index) => ({ ...fresh, key: nextKey(lines) + index })))
    setReversing(JOURNAL_TEMPLATES[chosen].reverses)
  }
  const replace = (key: number, line: LineDraft) =>
    setLines(lines.map((item) => (item.key === key ? { key, line } : item)))
  const send = async (form: FormData) => {
    const said = (field: string) => String(form.get(field) ?? '')
    const result = await proposeJournalAction({
      template,
      accountingOn: said('accountingOn'),
      reason: said('reason'),
      evidence: said('evidence'),
      attachmentHash: attached?.hash ?? '',
      lines: lines.map(({ line: { code, side, minor } }) => ({
        code,
        currency,
        amountMinor: side === 'credit' ? `-${minor}` : minor,
      })),
      isReversing,
      untilOn: isRecurring ? said('untilOn') : null,
    })
    if (!result.ok) return result
    toast.good('Proposed; somebody else approves it')
    router.push(`/ledger/journals/${result.data.journalId}` as Route)
    return result
  }

  return (
    <Form send={send} className="flex max-w-4xl flex-col gap-6">
      <Section title="What and when">
        <div className="grid gap-3 sm:grid-cols-3">
          <Field label="Kind">
            <Select
              value={template}
              options={TEMPLATES}
              onChange={(event) => chooseTemplate(TEMPLATE_CODES.find((one) => one === event.target.value) ?? 'other')}
            />
          </Field>
          <Field label="Accounting day">
            <Input name="accountingOn" type="date" required max={today} defaultValue={today} />
          </Field>
          <Field label="Currency" name="currency">
            <Input
              value={currency}
              maxLength={3}
              required
              onChange={(event) => setCurrency(event.target.value.toUpperCase())}
            />
          </Field>
        </div>
        <Field label="Why" hint="The approver and the auditor read it.">
          <Textarea name="reason" required minLength={3} maxLength={500} />
        </Field>
      </Section>
      <Section
        title="Lines"
        actions={
          <Button
            onClick={() =>
              setLines([...lines, { key: nextKey(lines), line: { code: 'other_expense', side: 'debit', minor: '' } }])
            }
          >
            Add a line
          </Button>
        }
      >
        {lines.map(({ key, line }, index) => (
          <LineFields
            key={key}
            number={index + 1}
            line={line}
            currency={currency}
            onChange={(next) => replace(key, next)}
            onRemove={lines.length > 2 ? () => setLines(lines.filter((item) => item.key !== key)) : undefined}
          />
        ))}
        <JournalBalance lines={lines.map(({ line }) => line)} currency={currency} />
      </Section>
      <Section title="How it goes on">
        <Checkbox
          label="Reverse it on the first day of the next month"
          checked={isReversing}
          onChange={(event) => setReversing(event.target.checked)}
        />
        <Checkbox
          label="It comes again every month"
          checked={isRecurring}
          onChange={(event) => setRecurring(event.target.checked)}
        />
        {isRecurring ? (
          <Field label="Last day">
            <Input name="untilOn" type="date" required />
          </Field>
        ) : null}
      </Section>
      <Section title="Evidence">
        <Field label="Evidence" optional hint="An invoice, a contract, a ticket.">
          <Input name="evidence" maxLength={200} />
        </Field>
        <AttachmentField
          attached={attached}
          onChange={setAttached}
          label="Document"
          action="/api/journals/attachments"
        />
      </Section>
      <div>
        <SubmitButton pendingLabel="Proposing…">Propose the journal</SubmitButton>
      </div>
    </Form>
  )
}

const nextKey = (items: readonly Keyed[]) => items.reduce((highest, { key }) => Math.max(highest, key), -1) + 1

'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Section } from '#components/ui/page.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { previewPolicyAction, proposePolicyAction } from '#lib/approvals/actions.ts'
import type { PolicyRules } from '#lib/approvals/policy-rules.ts'
import type { PolicyPreview } from '#lib/approvals/preview-policy.ts'
import { differencesOfRules } from '#lib/approvals/rules-words-model.ts'
import { CurrencyLimits } from './currency-limits.tsx'
import { EffectList } from './effect-list.tsx'
import { AMOUNTS, COUNTS, rulesIn } from './policy-fields.ts'
import { PolicyPreviewList } from './policy-preview-list.tsx'

type PolicyEditorProps = { readonly version: number; readonly rules: PolicyRules; readonly currency: string }
type Drafted = { readonly rules: PolicyRules; readonly preview: PolicyPreview | null }

/** Edits the rules, shows what differs and what it would have meant, and proposes the new version. */
export function PolicyEditor({ version, rules, currency }: PolicyEditorProps) {
  const router = useRouter()
  const [drafted, setDrafted] = useState<Drafted>({ rules, preview: null })
  const [problem, setProblem] = useState<string>()
  const [pending, startTransition] = useTransition()
  const differences = differencesOfRules(rules, drafted.rules, currency)

  const draftIn = (form: HTMLFormElement) => rulesIn(new FormData(form), rules)
  const readAgain = (form: HTMLFormElement) => {
    setProblem(undefined)
    // An amount's minor units are in the form once its field has drawn itself anew.
    requestAnimationFrame(() => {
      const next = draftIn(form)
      // A reason being written changes no rule: the preview still says what it said.
      const isSame = (held: Drafted) => JSON.stringify(held.rules) === JSON.stringify(next)
      setDrafted((held) => (isSame(held) ? held : { rules: next, preview: null }))
    })
  }
  const preview = (form: HTMLFormElement | null) =>
    form !== null &&
    startTransition(async () => {
      const draft = draftIn(form)
      const result = await previewPolicyAction({ rules: draft })
      if (result.ok) setDrafted({ rules: draft, preview: result.data })
      else setProblem(result.refusal.message)
    })
  const send = async (form: FormData) => {
    const result = await proposePolicyAction({ rules: rulesIn(form, rules), reason: String(form.get('reason') ?? '') })
    if (!result.ok) return result
    toast.good('Proposed; an approver decides')
    router.push(`/approvals/${result.data.proposalId}` as Route)
    return result
  }

  return (
    <Form onChange={(event) => readAgain(event.currentTarget)} send={send} className="flex flex-col gap-6">
      <Section title="Amounts">
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {AMOUNTS.map(({ field, label, hint }) => {
            const minor = rules[field]
            return (
              <Field key={field} label={label} hint={hint}>
                <MoneyInput
                  name={field}
                  currency={currency}
                  defaultValue={minor === null ? undefined : { minor, currency }}
                />
              </Field>
            )
          })}
        </div>
      </Section>
      <CurrencyLimits limits={rules.currencyLimits} functionalCurrency={currency} onRemoved={readAgain} />
      <Section title="Conditions">
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {COUNTS.map(({ field, label, hint }) => (
            <Field key={field} label={label} hint={hint}>
              <Input name={field} inputMode="numeric" pattern="\d+" required defaultValue={`${rules[field]}`} />
            </Field>
          ))}
          <Checkbox
            name="reviewsFirstPayout"
            label="A person looks at the first money a seller gets"
            defaultChecked={rules.reviewsFirstPayout}
          />
          <Checkbox
            name="holdReleasesByAnother"
            label="A hold on a seller ends only when a second person agrees"
            defaultChecked={rules.holdReleasesByAnother}
          />
        </div>
      </Section>
      <Section title={`What differs from version ${version}`}>
        {differences.length === 0 ? (
          <p className="text-ink-3">Nothing yet.</p>
        ) : (
          <EffectList effects={differences.map((difference) => ({ ...difference, currency: '' }))} />
        )}
        {drafted.preview === null ? null : <PolicyPreviewList preview={drafted.preview} />}
      </Section>
      <Field label="Reason" hint="Whoever approves it reads this first.">
        <Textarea name="reason" required minLength={3} />
      </Field>
      {problem === undefined ? null : <Banner tone="bad">{problem}</Banner>}
      <div className="flex flex-wrap gap-2">
        <Button onClick={(event) => preview(event.currentTarget.form)} disabled={pending || differences.length === 0}>
          Preview the last 30 days
        </Button>
        <SubmitButton pendingLabel="Working…" disabled={differences.length === 0}>
          Propose the new version
        </SubmitButton>
      </div>
    </Form>
  )
}

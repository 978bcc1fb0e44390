'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useMemo, useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Section, Split } from '#components/ui/page.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { saveDraftAction } from '#lib/contracts/actions.ts'
import { agreementOf, type WireTerms } from '#lib/contracts/agreement-model.ts'
import type { EditorPage } from '#lib/contracts/read-contract-page.ts'
import { contractTerms } from '#lib/contracts/schema.ts'
import { describeRule, describeTier } from '#lib/contracts/words-model.ts'
import { AttachmentField } from './attachment-field.tsx'
import { ConditionFields } from './condition-fields.tsx'
import { RuleFields } from './rule-fields.tsx'
import { TierFields } from './tier-fields.tsx'
import { WorkedExample } from './worked-example.tsx'

type ContractEditorProps = { readonly page: EditorPage; readonly isDefault: boolean; readonly currency: string }
type Keyed<T> = { readonly key: number; readonly value: T }

const NEW_RULE: WireTerms['rules'][number] = {
  priority: null,
  isStacked: false,
  takenOf: 'base',
  sellerId: '',
  category: '',
  lineType: '',
  fromOn: null,
  untilOn: null,
  percentBps: 1_000,
  fixedMinor: '0',
  minMinor: null,
  maxMinor: null,
  overMinor: null,
  uptoMinor: null,
  scale: 'none',
  steps: [],
  currency: '',
}

const keyed = <T,>(values: readonly T[]): Keyed<T>[] => values.map((value, key) => ({ key, value }))
const nextKey = (items: readonly Keyed<unknown>[]) => items.reduce((highest, { key }) => Math.max(highest, key), -1) + 1

/** Terms as a finance person writes them: every rule reads as a sentence, and an example shows what it comes to. */
export function ContractEditor({ page, isDefault, currency }: ContractEditorProps) {
  const router = useRouter()
  const [conditions, setConditions] = useState(page.terms)
  const [rules, setRules] = useState(() => keyed(page.terms.rules))
  const [tiers, setTiers] = useState(() => keyed(page.terms.tiers))
  const [note, setNote] = useState(page.note)
  const [attached, setAttached] = useState(page.attachment)
  const [refusal, setRefusal] = useState<{ message: string; field?: string }>()
  const [pending, startTransition] = useTransition()
  const terms = useMemo(
    () => ({ ...conditions, rules: rules.map(({ value }) => value), tiers: tiers.map(({ value }) => value) }),
    [conditions, rules, tiers],
  )
  const parsed = useMemo(() => contractTerms.safeParse(terms), [terms])
  const agreement = parsed.success ? agreementOf(parsed.data) : null
  const errorOf = (path: string) =>
    parsed.error?.issues.find((issue) => issue.path.join('.') === path)?.message ??
    (refusal?.field === `terms.${path}` || refusal?.field === path ? refusal.message : undefined)
  const nameOf = (id: string) => page.sellers.find((seller) => seller.id === id)?.name ?? id
  const save = () =>
    startTransition(async () => {
      const result = await saveDraftAction({
        contractId: page.contractId,
        terms,
        note,
        attachmentHash: attached?.hash ?? '',
      })
      setRefusal(result.ok ? undefined : result.refusal)
      if (!result.ok) return
      toast.good('Saved the draft')
      router.push(`/contracts/${page.contractId}` as Route)
    })
  const replace = <T,>(items: readonly Keyed<T>[], key: number, value: T) =>
    items.map((item) => (item.key === key ? { key, value } : item))
  const addTier = () => {
    const position = Math.max(0, ...tiers.map(({ value }) => value.position)) + 1
    const value = {
      position,
      parentPosition: null,
      of: 'platform' as const,
      payeeId: '',
      label: '',
      percentBps: 1_000,
      percentOf: 'part' as const,
    }
    setTiers([...tiers, { key: nextKey(tiers), value }])
  }
  return (
    <Split
      aside={
        <Card title="What a sale comes to">
          <WorkedExample
            agreement={agreement}
            currency={currency}
            on={terms.effectiveOn > page.today ? terms.effectiveOn : page.today}
            nameOf={nameOf}
          />
        </Card>
      }
    >
      <Section title="When and why">
        <div className="grid gap-3 sm:grid-cols-2">
          <Field
            label="Applies from"
            hint={
              terms.effectiveOn < page.today
                ? 'Back-dated: two people approve it, and what was settled since is trued up.'
                : undefined
            }
            error={errorOf('effectiveOn')}
          >
            <Input
              type="date"
              value={conditions.effectiveOn}
              onChange={(event) => setConditions({ ...conditions, effectiveOn: event.target.value })}
            />
          </Field>
          <Field label="Why the terms change" optional>
            <Textarea value={note} maxLength={1_000} onChange={(event) => setNote(event.target.value)} />
          </Field>
        </div>
        <AttachmentField attached={attached} onChange={setAttached} />
      </Section>
      <Section
        title="Commission"
        actions={
          <Button size="sm" onClick={() => setRules([...rules, { key: nextKey(rules), value: NEW_RULE }])}>
            Add a rule
          </Button>
        }
      >
        {errorOf('rules') === undefined ? null : <Banner tone="warn">{errorOf('rules')}</Banner>}
        {rules.map(({ key, value }, index) => {
          const read = agreement?.rules[index]
          return (
            <RuleFields
              key={key}
              index={index}
              rule={value}
              words={read === undefined ? '' : describeRule(read, nameOf)}
              sellers={page.sellers}
              isDefault={isDefault}
              errorOf={errorOf}
              onChange={(rule) => setRules(replace(rules, key, rule))}
              onRemove={() => setRules(rules.filter((rule) => rule.key !== key))}
            />
          )
        })}
      </Section>
      <Section
        title="Tiers"
        actions={
          <Button size="sm" onClick={addTier}>
            Add a tier
          </Button>
        }
      >
        {tiers.length === 0 ? <p className="text-ink-2 text-sm">Nobody else gets a part.</p> : null}
        {tiers.map(({ key, value }, index) => {
          const read = agreement?.tiers[index]
          return (
            <TierFields
              key={key}
              index={index}
              tier={value}
              above={tiers.slice(0, index).map((tier) => tier.value)}
              words={read === undefined ? '' : describeTier(read, agreement?.tiers ?? [], nameOf)}
              sellers={page.sellers}
              errorOf={errorOf}
              onChange={(tier) => setTiers(replace(tiers, key, tier))}
              onRemove={() => setTiers(tiers.filter((tier) => tier.key !== key))}
            />
          )
        })}
      </Section>
      <Section title="Conditions">
        <ConditionFields
          terms={terms}
          errorOf={errorOf}
          onChange={(change) => setConditions({ ...conditions, ...change })}
        />
      </Section>
      {refusal === undefined ? null : <Banner tone="bad">{refusal.message}</Banner>}
      <div className="flex gap-3">
        <Button variant="primary" pending={pending} pendingLabel="Saving…" disabled={!parsed.success} onClick={save}>
          Save the draft
        </Button>
      </div>
    </Split>
  )
}

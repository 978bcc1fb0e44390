'use client'

import { Trash2 } from 'lucide-react'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { WireTerms } from '#lib/contracts/agreement-model.ts'
import { isCurrency } from '#lib/money/currency.ts'
import { PercentInput } from './percent-input.tsx'
import { ScaleFields } from './scale-fields.tsx'

type WireRule = WireTerms['rules'][number]
type AmountKey = 'fixedMinor' | 'minMinor' | 'maxMinor' | 'overMinor' | 'uptoMinor'

type RuleFieldsProps = {
  readonly index: number
  readonly rule: WireRule
  /** The rule in words, as it reads now; empty while it is not complete. */
  readonly words: string
  readonly sellers: readonly { readonly id: string; readonly name: string }[]
  readonly isDefault: boolean
  readonly errorOf: (path: string) => string | undefined
  readonly onChange: (rule: WireRule) => void
  readonly onRemove: () => void
}

const AMOUNTS: readonly (readonly [AmountKey, string])[] = [
  ['fixedMinor', 'Plus, per line'],
  ['minMinor', 'At least'],
  ['maxMinor', 'At most'],
  ['overMinor', 'Only of what exceeds'],
  ['uptoMinor', 'Only of the first'],
]

/** One commission rule: what it takes, of what, when and from whom, with the sentence it makes. */
export function RuleFields({ index, rule, words, sellers, isDefault, errorOf, onChange, onRemove }: RuleFieldsProps) {
  const set = (change: Partial<WireRule>) => onChange({ ...rule, ...change })
  const error = (field: keyof WireRule) => errorOf(`rules.${index}.${field}`)
  const setCurrency = (currency: string) =>
    set(
      currency === ''
        ? {
            currency,
            fixedMinor: '0',
            minMinor: null,
            maxMinor: null,
            overMinor: null,
            uptoMinor: null,
            scale: 'none',
            steps: [],
          }
        : { currency },
    )
  return (
    <fieldset className="rounded-md border border-line px-4 py-3">
      <legend className="px-1 font-medium text-sm">Rule {index + 1}</legend>
      <div className="mb-3 flex items-start justify-between gap-3">
        <p aria-live="polite" className="text-ink-2 text-sm">
          {words === '' ? 'Complete the rule to read it.' : `${words}.`}
        </p>
        <IconButton label={`Remove rule ${index + 1}`} icon={<Trash2 />} onClick={onRemove} />
      </div>
      <div className="grid gap-3 sm:grid-cols-3">
        <Field label="Commission" error={error('percentBps')}>
          <PercentInput bps={rule.percentBps} onChange={(percentBps) => set({ percentBps })} />
        </Field>
        <Field label="Category" optional error={error('category')}>
          <Input value={rule.category} onChange={(event) => set({ category: event.target.value })} />
        </Field>
        <Field label="Line type" optional error={error('lineType')}>
          <Input
            value={rule.lineType}
            placeholder="shipping, tip, subscription"
            onChange={(event) => set({ lineType: event.target.value })}
          />
        </Field>
        <Field label="From" optional error={error('fromOn')}>
          <Input
            type="date"
            value={rule.fromOn ?? ''}
            onChange={(event) => set({ fromOn: event.target.value || null })}
          />
        </Field>
        <Field label="Until" optional error={error('untilOn')}>
          <Input
            type="date"
            value={rule.untilOn ?? ''}
            onChange={(event) => set({ untilOn: event.target.value || null })}
          />
        </Field>
        <Field label="Priority" hint="Lower goes first." error={error('priority')}>
          <Input
            inputMode="numeric"
            value={`${rule.priority ?? index + 1}`}
            onChange={(event) =>
              set({ priority: /^\d{1,4}$/.test(event.target.value) ? Number.parseInt(event.target.value, 10) : null })
            }
          />
        </Field>
        {isDefault ? (
          <Field label="Seller" optional error={error('sellerId')}>
            <Select
              value={rule.sellerId}
              options={[
                { value: '', label: 'Every seller' },
                ...sellers.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(event) => set({ sellerId: event.target.value })}
            />
          </Field>
        ) : null}
        <Field label="Currency" optional hint="Needed for amounts, like USD." error={error('currency')}>
          <Input
            maxLength={3}
            value={rule.currency}
            onChange={(event) => setCurrency(event.target.value.toUpperCase())}
          />
        </Field>
        {isCurrency(rule.currency)
          ? AMOUNTS.map(([key, label]) => (
              <Field key={`${key}${rule.currency}`} label={label} optional error={error(key)}>
                <MoneyInput
                  name={`${key}${index}`}
                  currency={rule.currency}
                  defaultValue={amountOf(rule, key)}
                  onValueChange={(amount) => set({ [key]: amount?.minor ?? (key === 'fixedMinor' ? '0' : null) })}
                />
              </Field>
            ))
          : null}
      </div>
      {isCurrency(rule.currency) ? (
        <ScaleFields key={rule.currency} index={index} rule={rule} error={error('steps')} onChange={set} />
      ) : null}
      <div className="mt-3 flex flex-wrap gap-x-6 gap-y-2">
        <Checkbox
          label="Taken on top of the rate that applies"
          checked={rule.isStacked}
          onChange={(event) =>
            set({ isStacked: event.target.checked, ...(event.target.checked ? {} : { takenOf: 'base' }) })
          }
        />
        {rule.isStacked ? (
          <Checkbox
            label="Of what earlier rules left"
            checked={rule.takenOf === 'rest'}
            onChange={(event) => set({ takenOf: event.target.checked ? 'rest' : 'base' })}
          />
        ) : null}
      </div>
    </fieldset>
  )
}

function amountOf(rule: WireRule, key: AmountKey) {
  const minor = rule[key]
  return minor === null || minor === '0' ? undefined : { minor, currency: rule.currency }
}

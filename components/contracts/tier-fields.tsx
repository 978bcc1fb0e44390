'use client'

import { Trash2 } from 'lucide-react'
import { Field } from '#components/ui/field.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { WireTerms } from '#lib/contracts/agreement-model.ts'
import { PercentInput } from './percent-input.tsx'

type WireTier = WireTerms['tiers'][number]

type TierFieldsProps = {
  readonly index: number
  readonly tier: WireTier
  readonly above: readonly WireTier[]
  readonly words: string
  readonly sellers: readonly { readonly id: string; readonly name: string }[]
  readonly errorOf: (path: string) => string | undefined
  readonly onChange: (tier: WireTier) => void
  readonly onRemove: () => void
}

/** One payee who gets a part of somebody's part. */
export function TierFields({ index, tier, above, words, sellers, errorOf, onChange, onRemove }: TierFieldsProps) {
  const set = (change: Partial<WireTier>) => onChange({ ...tier, ...change })
  const error = (field: keyof WireTier) => errorOf(`tiers.${index}.${field}`)
  const divides = tier.parentPosition === null ? tier.of : `${tier.parentPosition}`
  const setDivided = (value: string) => {
    const parent = above.find(({ position }) => `${position}` === value)
    if (parent !== undefined) return set({ parentPosition: parent.position, of: parent.of })
    set({ parentPosition: null, of: value === 'seller' ? 'seller' : 'platform' })
  }
  return (
    <fieldset className="rounded-md border border-line px-4 py-3">
      <legend className="px-1 font-medium text-sm">Tier {index + 1}</legend>
      <div className="mb-3 flex items-start justify-between gap-3">
        <p aria-live="polite" className="text-ink-2 text-sm">
          {words === '' ? 'Complete the tier to read it.' : `${words}.`}
        </p>
        <IconButton label={`Remove tier ${index + 1}`} icon={<Trash2 />} onClick={onRemove} />
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="What the payee is" error={error('label')}>
          <Input
            value={tier.label}
            placeholder="Regional lead"
            onChange={(event) => set({ label: event.target.value })}
          />
        </Field>
        <Field label="Payee" error={error('payeeId')}>
          <Select
            value={tier.payeeId}
            options={[
              { value: '', label: 'Choose an account' },
              ...sellers.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => set({ payeeId: event.target.value })}
          />
        </Field>
        <Field label="Gets" error={error('percentBps')}>
          <PercentInput bps={tier.percentBps} onChange={(percentBps) => set({ percentBps })} />
        </Field>
        <Field label="Out of" error={error('parentPosition') ?? error('of')}>
          <Select
            value={divides}
            options={[
              { value: 'platform', label: 'the platform’s part' },
              { value: 'seller', label: 'the seller’s part' },
              ...above.map(({ position, label }) => ({
                value: `${position}`,
                label: `what ${label || `tier ${position}`} gets`,
              })),
            ]}
            onChange={(event) => setDivided(event.target.value)}
          />
        </Field>
        <Field label="The percentage is of" error={error('percentOf')}>
          <Select
            value={tier.percentOf}
            options={[
              { value: 'part', label: 'that part' },
              { value: 'sale', label: 'the whole sale' },
            ]}
            onChange={(event) => set({ percentOf: event.target.value === 'sale' ? 'sale' : 'part' })}
          />
        </Field>
      </div>
    </fieldset>
  )
}

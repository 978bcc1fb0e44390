'use client'

import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Select } from '#components/ui/select.tsx'
import type { WireTerms } from '#lib/contracts/agreement-model.ts'
import { PercentInput } from './percent-input.tsx'

type WireRule = WireTerms['rules'][number]

type ScaleFieldsProps = {
  readonly index: number
  /** States a currency. */
  readonly rule: WireRule
  readonly error: string | undefined
  readonly onChange: (change: Pick<WireRule, 'scale' | 'steps'>) => void
}

const SCALES = [
  { value: 'none', label: 'is always the same' },
  { value: 'marginal', label: 'changes for what exceeds an amount' },
  { value: 'whole', label: 'changes for all of the month' },
] as const

/** Whether the percentage follows what the seller sold in the month, and from which amounts on. */
export function ScaleFields({ index, rule, error, onChange }: ScaleFieldsProps) {
  const { scale, steps, currency } = rule
  const [keys, setKeys] = useState(() => steps.map((step) => step.overMinor))
  const clear = () => {
    setKeys([])
    onChange({ scale: 'none', steps: [] })
  }
  const add = (chosen: WireRule['scale']) => {
    const step = nextStep(rule)
    setKeys([...keys, `${step.overMinor}-${keys.length}`])
    onChange({ scale: chosen, steps: [...steps, step] })
  }
  const remove = (at: number) => {
    if (steps.length === 1) return clear()
    setKeys(keys.filter((_, other) => other !== at))
    onChange({ scale, steps: steps.filter((_, other) => other !== at) })
  }
  const choose = (value: string) => {
    const chosen = SCALES.find((one) => one.value === value)?.value ?? 'none'
    if (chosen === 'none') return clear()
    if (steps.length > 0) return onChange({ scale: chosen, steps })
    add(chosen)
  }
  const set = (at: number, change: Partial<WireRule['steps'][number]>) =>
    onChange({ scale, steps: steps.map((step, other) => (other === at ? { ...step, ...change } : step)) })
  return (
    <div className="mt-3 flex flex-col gap-3">
      <Field label="With what the seller sells in a month, the percentage" error={error}>
        <Select value={scale} options={SCALES} onChange={(event) => choose(event.target.value)} />
      </Field>
      {steps.map((step, at) => (
        <div key={keys[at] ?? step.overMinor} className="flex items-end gap-3">
          <Field label="Above">
            <MoneyInput
              name={`step${index}-${at}`}
              currency={currency}
              defaultValue={{ minor: step.overMinor, currency }}
              onValueChange={(amount) => set(at, { overMinor: amount?.minor ?? '0' })}
            />
          </Field>
          <Field label="Commission">
            <PercentInput bps={step.percentBps} onChange={(percentBps) => set(at, { percentBps })} />
          </Field>
          <IconButton label={`Remove step ${at + 1}`} icon={<Trash2 />} onClick={() => remove(at)} />
        </div>
      ))}
      {scale === 'none' ? null : (
        <div>
          <Button size="sm" onClick={() => add(scale)}>
            Add a step
          </Button>
        </div>
      )}
    </div>
  )
}

const FIRST_STEP = '1000000'

/** Twice the last amount, at the last percentage. */
function nextStep({ steps, percentBps }: WireRule): WireRule['steps'][number] {
  const last = steps.at(-1)
  return last === undefined
    ? { overMinor: FIRST_STEP, percentBps }
    : { overMinor: (BigInt(last.overMinor) * 2n).toString(), percentBps: last.percentBps }
}

'use client'

import { useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { changeSettingsAction } from '#lib/health/actions.ts'
import { COMPONENT_KEYS, COMPONENTS, type ComponentKey } from '#lib/health/components-model.ts'
import type { HealthSettings } from '#lib/health/settings-model.ts'

type WeightsFormProps = {
  readonly version: number
  readonly settings: HealthSettings
  readonly canChange: boolean
}

/** The weights in force; whoever may changes them, with a reason: a new version. */
export function WeightsForm({ version, settings, canChange }: WeightsFormProps) {
  const [weights, setWeights] = useState(settings.weights)
  const total = COMPONENT_KEYS.reduce((sum, key) => sum + weights[key], 0)
  const change = async (form: FormData) => {
    const points = (name: string) => Number.parseInt(String(form.get(name) ?? ''), 10)
    const next = { weights, raiseAt: points('raiseAt'), clearAt: points('clearAt') }
    const result = await changeSettingsAction({ settings: next, note: String(form.get('note') ?? ''), seen: version })
    if (result.ok) toast.good('Kept; sellers are scored by it from the next time on')
    return result
  }
  const set = (key: ComponentKey, text: string) => setWeights({ ...weights, [key]: Number.parseInt(text, 10) || 0 })
  return (
    <Form send={change}>
      <ul className="grid gap-x-6 gap-y-4 lg:grid-cols-2">
        {COMPONENT_KEYS.map((key) => (
          <li key={key}>
            <Field label={COMPONENTS[key].name} hint={COMPONENTS[key].words}>
              <Input
                name={key}
                type="number"
                min={0}
                max={100}
                disabled={!canChange || key === 'plan_trend'}
                value={`${weights[key]}`}
                onChange={(event) => set(key, event.target.value)}
              />
            </Field>
          </li>
        ))}
      </ul>
      <p className={total === 100 ? 'text-ink-2' : 'text-bad-ink'} role="status">
        Together {total} of 100.
      </p>
      <div className="grid gap-x-6 gap-y-4 lg:grid-cols-2">
        <Field label="Raise an alert at" hint="This score or a lower one." name="settings.raiseAt">
          <Input
            name="raiseAt"
            type="number"
            min={0}
            max={100}
            disabled={!canChange}
            defaultValue={`${settings.raiseAt}`}
          />
        </Field>
        <Field
          label="Clear it at"
          hint="This score or a higher one; in between nothing changes."
          name="settings.clearAt"
        >
          <Input
            name="clearAt"
            type="number"
            min={0}
            max={100}
            disabled={!canChange}
            defaultValue={`${settings.clearAt}`}
          />
        </Field>
      </div>
      {canChange ? (
        <>
          <Field label="Why" hint="Kept with the version and in the audit trail.">
            <Textarea name="note" required minLength={3} maxLength={500} />
          </Field>
          <div>
            <SubmitButton pendingLabel="Keeping…">Score by these weights</SubmitButton>
          </div>
        </>
      ) : null}
    </Form>
  )
}

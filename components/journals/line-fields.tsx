'use client'

import { X } from 'lucide-react'
import { MoneyInput } from '#components/money/money-input.tsx'
import { Field } from '#components/ui/field.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Select } from '#components/ui/select.tsx'
import type { AccountCode } from '#lib/ledger/chart.ts'
import { JOURNAL_ACCOUNTS } from '#lib/ledger/journals/journals-model.ts'

export type LineDraft = { readonly code: AccountCode; readonly side: 'debit' | 'credit'; readonly minor: string }

const SIDES = [
  { value: 'debit', label: 'Debit' },
  { value: 'credit', label: 'Credit' },
] as const

type LineFieldsProps = {
  readonly number: number
  readonly line: LineDraft
  readonly currency: string
  readonly onChange: (line: LineDraft) => void
  /** Absent where two lines are left: a journal has no fewer. */
  readonly onRemove: (() => void) | undefined
}

/** One side of a journal. Control accounts are not offered: only their sources move them. */
export function LineFields({ number, line, currency, onChange, onRemove }: LineFieldsProps) {
  return (
    <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_7rem_12rem_2.25rem]">
      <Field label={`Account of line ${number}`} name={`lines.${number - 1}`}>
        <Select
          value={line.code}
          options={JOURNAL_ACCOUNTS}
          onChange={(event) => {
            const chosen = JOURNAL_ACCOUNTS.find(({ value }) => value === event.target.value)
            if (chosen !== undefined) onChange({ ...line, code: chosen.value })
          }}
        />
      </Field>
      <Field label={`Side of line ${number}`}>
        <Select
          value={line.side}
          options={SIDES}
          onChange={(event) => onChange({ ...line, side: event.target.value === 'credit' ? 'credit' : 'debit' })}
        />
      </Field>
      <Field label={`Amount of line ${number}`}>
        <MoneyInput
          key={currency}
          name={`amount${number}`}
          currency={currency}
          onValueChange={(amount) => onChange({ ...line, minor: amount?.minor ?? '' })}
          required
        />
      </Field>
      {onRemove === undefined ? (
        <span />
      ) : (
        <IconButton label={`Remove line ${number}`} icon={<X aria-hidden />} onClick={onRemove} />
      )}
    </div>
  )
}

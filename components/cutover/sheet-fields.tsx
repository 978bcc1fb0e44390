'use client'

import { useId } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { SheetField } from '#lib/cutover/columns-model.ts'
import type { SheetFile } from './use-sheet-file.ts'

type SheetFieldsProps = { readonly sheet: SheetFile; readonly fields: readonly SheetField[] }

/** Takes a CSV file, shows which column means what, and names every line that is not understood. */
export function SheetFields({ sheet, fields }: SheetFieldsProps) {
  const id = useId()
  const { peek, problem, pending } = sheet
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-col gap-1.5">
        <label htmlFor={id} className="font-medium text-sm">
          File
        </label>
        <input
          id={id}
          type="file"
          accept=".csv,text/csv"
          disabled={pending}
          aria-describedby={`${id}-hint`}
          className="max-w-full text-sm file:mr-3 file:rounded-md file:border file:border-line file:bg-surface-raised file:px-3 file:py-1.5 file:text-ink"
          onChange={(event) => sheet.choose(event.target.files?.[0])}
        />
        <p id={`${id}-hint`} role="status" className="text-ink-3 text-sm">
          {pending
            ? 'Reading…'
            : peek === undefined
              ? 'CSV with a header: commas, semicolons or tabs; decimal points or commas.'
              : `${peek.rowCount} of ${peek.rowCount + peek.problemCount} lines understood.`}
        </p>
      </div>
      {problem === '' ? null : <Banner tone="bad">{problem}</Banner>}
      {peek === undefined ? null : (
        <fieldset className="flex min-w-0 flex-col gap-3">
          <legend className="pb-2 font-medium text-sm">Which column is what</legend>
          <div className="grid gap-3 sm:grid-cols-3 lg:grid-cols-4">
            {fields.map(({ field, label, isNeeded }) => (
              <Field
                key={field}
                label={label}
                optional={!isNeeded}
                error={peek.missing.includes(label) ? 'Choose its column.' : undefined}
              >
                <Select
                  disabled={pending}
                  value={`${peek.mapping[field] ?? ''}`}
                  options={[
                    { value: '', label: isNeeded ? 'Choose…' : 'not in the file' },
                    ...peek.header.map((cell, at) => ({ value: `${at}`, label: cell || `column ${at + 1}` })),
                  ]}
                  onChange={({ target }) =>
                    sheet.map(field, target.value === '' ? null : Number.parseInt(target.value, 10))
                  }
                />
              </Field>
            ))}
          </div>
        </fieldset>
      )}
      {peek === undefined || peek.problemCount === 0 ? null : (
        <Banner
          tone="bad"
          title={
            peek.problemCount === 1 ? 'One line is not understood' : `${peek.problemCount} lines are not understood`
          }
        >
          <ul className="mt-1 flex flex-col gap-0.5">
            {peek.problems.map(({ line, message }) => (
              <li key={line} className="break-words">{`Line ${line}: ${message}`}</li>
            ))}
            {peek.problemCount > peek.problems.length ? (
              <li>{`and ${peek.problemCount - peek.problems.length} more.`}</li>
            ) : null}
          </ul>
        </Banner>
      )}
    </div>
  )
}

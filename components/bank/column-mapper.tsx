'use client'

import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { Select } from '#components/ui/select.tsx'
import { DATE_FORMATS } from '#lib/reconciliation/columns/day-model.ts'
import { headRows } from '#lib/reconciliation/columns/guess-model.ts'
import { type ColumnMapping, SEPARATORS } from '#lib/reconciliation/columns/mapping-schema.ts'

type ColumnMapperProps<Role extends string> = {
  readonly head: string
  readonly mapping: ColumnMapping<Role>
  readonly words: Readonly<Record<Role, string>>
  readonly none: Role
  /** Roles that several columns may have. */
  readonly many: readonly Role[]
  readonly isDayAmbiguous: boolean
  readonly disabled: boolean
  readonly onChange: (mapping: ColumnMapping<Role>) => void
  /** Another separator or header line: guess the columns anew. */
  readonly onReshape: (change: Pick<ColumnMapping<Role>, 'separator' | 'headerLine'>) => void
}

const SEPARATOR_WORDS = { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Bar' } as const
const ROWS_SHOWN = 6

/** How a CSV is read: its shape above, and its first rows below with what each column means. */
export function ColumnMapper<Role extends string>(props: ColumnMapperProps<Role>) {
  const { head, mapping, words, none, many, isDayAmbiguous, disabled, onChange, onReshape } = props
  const rows = headRows(head, mapping.separator)
    .filter(({ line }) => line > mapping.headerLine)
    .slice(0, ROWS_SHOWN)
  const columns = mapping.header.map((name, at) => ({
    at,
    name,
    key: `${at + 1} ${name}`,
    role: mapping.roles[at] ?? none,
  }))
  const choose = (at: number, role: Role) =>
    onChange({
      ...mapping,
      roles: mapping.roles.map((one, index) => {
        if (index === at) return role
        return one === role && role !== none && !many.includes(role) ? none : one
      }),
    })
  return (
    <fieldset className="flex min-w-0 flex-col gap-4" disabled={disabled}>
      <legend className="pb-3 font-semibold text-lg">How the file is read</legend>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Field label="Separator">
          <Select
            value={mapping.separator}
            options={SEPARATORS.map((value) => ({ value, label: SEPARATOR_WORDS[value] }))}
            onChange={({ target }) =>
              onReshape({
                separator: SEPARATORS.find((one) => one === target.value) ?? ',',
                headerLine: mapping.headerLine,
              })
            }
          />
        </Field>
        <Field label="Decimal sign">
          <Select
            value={mapping.decimal}
            options={[
              { value: '.', label: 'Point: 1,234.50' },
              { value: ',', label: 'Comma: 1.234,50' },
            ]}
            onChange={({ target }) => onChange({ ...mapping, decimal: target.value === ',' ? ',' : '.' })}
          />
        </Field>
        <Field
          label="Days"
          hint={isDayAmbiguous ? 'These rows could be read in more than one way: look twice.' : undefined}
        >
          <Select
            value={mapping.dateFormat}
            options={DATE_FORMATS.map((value) => ({ value, label: value }))}
            onChange={({ target }) =>
              onChange({ ...mapping, dateFormat: DATE_FORMATS.find((one) => one === target.value) ?? 'YYYY-MM-DD' })
            }
          />
        </Field>
        <Field label="Header on line">
          <Input
            type="number"
            min={1}
            max={100}
            value={`${mapping.headerLine}`}
            onChange={({ target }) =>
              onReshape({
                separator: mapping.separator,
                headerLine: Math.max(1, Number.parseInt(target.value, 10) || 1),
              })
            }
          />
        </Field>
      </div>
      <ScrollRegion label="Columns of the file" className="rounded-md border border-line bg-surface-raised">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-line border-b bg-surface-sunken text-left align-top text-ink-2 [&>th]:px-3 [&>th]:py-2 [&>th]:font-medium">
              <th scope="col" className="text-ink-3">
                Line
              </th>
              {columns.map(({ at, name, key, role }) => (
                <th scope="col" key={key} className="min-w-44">
                  <span className="block truncate pb-1.5">{name || `column ${at + 1}`}</span>
                  <Select
                    aria-label={`Column ${name || at + 1}`}
                    value={role}
                    options={(Object.keys(words) as Role[]).map((value) => ({ value, label: words[value] }))}
                    onChange={({ target }) =>
                      choose(at, (Object.keys(words) as Role[]).find((one) => one === target.value) ?? none)
                    }
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map(({ line, cells }) => (
              <tr key={line} className="h-9 [&>td]:px-3">
                <td className="figures text-ink-3">{line}</td>
                {columns.map(({ at, key, role }) => (
                  <td key={key} className={role === none ? 'text-ink-3' : ''}>
                    <span className="block max-w-64 truncate">{cells[at]}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </fieldset>
  )
}

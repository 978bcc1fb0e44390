/** One filter of a list; `key` is its name in the address. */
export type Filter = {
  readonly key: string
  /** Read as a sentence with the chosen value: "Status is failed". */
  readonly label: string
} & ({ readonly options: readonly FilterOption[]; readonly kind?: 'choice' } | { readonly kind: 'date' | 'text' })

export type FilterOption = { readonly value: string; readonly label: string }

/** The words for a filter's value in its chip. */
export function filterWords(filter: Filter, value: string): string {
  if ('options' in filter) return filter.options.find((option) => option.value === value)?.label ?? value
  if (filter.kind === 'text') return value
  const at = Date.parse(`${value}T00:00:00Z`)
  if (Number.isNaN(at)) return value
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    at,
  )
}

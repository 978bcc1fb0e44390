/** One field of what changed; empty text for "was not there". */
export type Difference = { readonly field: string; readonly before: string; readonly after: string }

/** The fields in which two stored JSON texts differ, in order of name; what only one of them has counts as well. */
export function differences(before: string, after: string): Difference[] {
  const [left, right] = [fieldsOf(before), fieldsOf(after)]
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort()
  return names
    .map((field) => ({ field, before: textOf(left[field]), after: textOf(right[field]) }))
    .filter((difference) => difference.before !== difference.after)
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  if (text === '') return {}
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : { value }
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

/** Which accounting days the report covers; the address remembers them. */
export function TaxPeriod({ from, until }: { readonly from: string; readonly until: string }) {
  return (
    <form action="/settlements/tax" className="flex flex-wrap items-end gap-3">
      <Field label="From">
        <Input type="date" name="from" defaultValue={from} required />
      </Field>
      <Field label="Until">
        <Input type="date" name="until" defaultValue={until} required />
      </Field>
      <Button type="submit">Show</Button>
    </form>
  )
}

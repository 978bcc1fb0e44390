import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'

/** Why somebody decided so. */
export function ReasonField({ label }: { readonly label: string }) {
  return (
    <Field label={label} hint="Kept in the audit trail." name="reason">
      <Textarea name="reason" required minLength={3} maxLength={1000} />
    </Field>
  )
}

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select, type SelectOption } from '#components/ui/select.tsx'
import type { ExplorerAddress } from '#lib/analytics/explorer.ts'

type QuestionFormProps = {
  readonly address: ExplorerAddress
  readonly metrics: readonly SelectOption[]
  readonly splits: readonly SelectOption[]
  /** What the chosen metric means. */
  readonly description: string
  /** Splits that the metric does not have, in words; empty when it has them all. */
  readonly leftOut: string
  readonly refusal: { readonly message: string; readonly field: string | undefined } | null
}

const PERIODS = [
  'last 30 days',
  'this month',
  'last month',
  'last quarter',
  'this year',
  'last year',
  'since January',
  'all time',
]

const COMPARISONS = [
  { value: 'nothing', label: 'Nothing' },
  { value: 'previous_period', label: 'The period before' },
  { value: 'same_period_last_year', label: 'A year earlier' },
]

/** A question as a form; the address remembers it. */
export function QuestionForm({ address, metrics, splits, description, leftOut, refusal }: QuestionFormProps) {
  const errorAt = (field: string) => (refusal?.field === field ? refusal.message : undefined)
  return (
    <form action="/analytics" className="flex flex-col gap-3">
      <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <Field label="Metric" hint={description}>
          <Select name="metric" defaultValue={address.metric} options={metrics} />
        </Field>
        <Field label="By" hint={leftOut === '' ? undefined : leftOut}>
          <Select name="by" defaultValue={address.by} options={splits} />
        </Field>
        <Field label="And by">
          <Select name="and" defaultValue={address.and} options={splits} />
        </Field>
        <Field
          label="Period"
          hint="In words or dates: last quarter, since March, 2026-01-01..2026-03-31."
          error={errorAt('period')}
        >
          <Input name="period" defaultValue={address.period} list="analytics-periods" required maxLength={80} />
        </Field>
        <Field label="Compared with">
          <Select name="against" defaultValue={address.against} options={COMPARISONS} />
        </Field>
        <Field
          label="Converted into"
          hint="Three letters; empty keeps currencies apart."
          error={errorAt('currency')}
          optional
        >
          <Input name="currency" defaultValue={address.currency} maxLength={3} />
        </Field>
        <Field label="Only seller" hint="Name, sel_… or acct_…" optional>
          <Input name="seller" defaultValue={address.seller} maxLength={120} />
        </Field>
        <Field label="Only country" hint="Two letters" optional>
          <Input name="country" defaultValue={address.country} maxLength={2} />
        </Field>
      </div>
      <datalist id="analytics-periods">
        {PERIODS.map((period) => (
          <option key={period} value={period} />
        ))}
      </datalist>
      <div>
        <Button type="submit" variant="primary">
          Show
        </Button>
      </div>
    </form>
  )
}

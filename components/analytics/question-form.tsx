import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { DIMENSIONS, type DimensionId, dimensionLabel } from '#lib/analytics/dimensions.ts'
import type { ExplorerAddress } from '#lib/analytics/explorer.ts'
import { METRICS, metricOf } from '#lib/analytics/metrics.ts'

type QuestionFormProps = {
  readonly address: ExplorerAddress
  /** Splits that the metric does not have. */
  readonly leftOut: readonly DimensionId[]
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

const NONE = { value: 'none', label: 'Nothing' }
const SPLITS = [NONE, ...DIMENSIONS.map(({ id, label }) => ({ value: id, label }))]
const COMPARISONS = [
  { value: 'nothing', label: 'Nothing' },
  { value: 'previous_period', label: 'The period before' },
  { value: 'same_period_last_year', label: 'A year earlier' },
]

/** A question as a form; the address remembers it. */
export function QuestionForm({ address, leftOut, refusal }: QuestionFormProps) {
  const { description, label } = metricOf(address.metric)
  const errorAt = (field: string) => (refusal?.field === field ? refusal.message : undefined)
  const left = leftOut.map((id) => dimensionLabel(id).toLowerCase())
  return (
    <form action="/analytics" className="flex flex-col gap-3">
      <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <Field label="Metric" hint={description}>
          <Select
            name="metric"
            defaultValue={address.metric}
            options={METRICS.map(({ id, label: name }) => ({ value: id, label: name }))}
          />
        </Field>
        <Field
          label="By"
          hint={left.length === 0 ? undefined : `${label} cannot be told by ${left.join(' or ')}: left out.`}
        >
          <Select name="by" defaultValue={address.by} options={SPLITS} />
        </Field>
        <Field label="And by">
          <Select name="and" defaultValue={address.and} options={SPLITS} />
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

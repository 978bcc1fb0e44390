/** What a metric can be split by. `isTime` ones are buckets of the accounting day. */
export const DIMENSIONS = [
  {
    id: 'seller',
    label: 'Seller',
    isTime: false,
    synonyms: ['sellers', 'merchant', 'vendor', 'shop', 'store', 'connected account', 'creator'],
  },
  {
    id: 'country',
    label: 'Country',
    isTime: false,
    synonyms: ['countries', 'seller country', 'nation', 'market', 'geography'],
  },
  { id: 'category', label: 'Category', isTime: false, synonyms: ['categories', 'product category', 'vertical'] },
  { id: 'currency', label: 'Currency', isTime: false, synonyms: ['currencies'] },
  {
    id: 'method',
    label: 'Payment method',
    isTime: false,
    synonyms: ['payment methods', 'method', 'payment type', 'way of paying'],
  },
  { id: 'reason', label: 'Reason', isTime: false, synonyms: ['reasons', 'cause', 'why', 'failure code'] },
  { id: 'month', label: 'Month', isTime: true, synonyms: ['months', 'monthly', 'per month', 'month by month'] },
  { id: 'week', label: 'Week', isTime: true, synonyms: ['weeks', 'weekly', 'per week', 'week by week'] },
  { id: 'day', label: 'Day', isTime: true, synonyms: ['days', 'daily', 'per day', 'day by day'] },
  {
    id: 'cohort',
    label: 'Cohort',
    isTime: false,
    synonyms: ['cohorts', 'month of first sale', 'vintage'],
  },
] as const satisfies readonly Dimension[]

type Dimension = {
  readonly id: string
  readonly label: string
  readonly isTime: boolean
  /** Other words that people use. */
  readonly synonyms: readonly string[]
}

export type DimensionId = (typeof DIMENSIONS)[number]['id']
export const DIMENSION_IDS = DIMENSIONS.map(({ id }) => id) as [DimensionId, ...DimensionId[]]

const TIME: ReadonlySet<string> = new Set(DIMENSIONS.filter(({ isTime }) => isTime).map(({ id }) => id))
export const isTimeDimension = (id: DimensionId): boolean => TIME.has(id)
export const dimensionLabel = (id: DimensionId): string => DIMENSIONS.find((one) => one.id === id)?.label ?? id

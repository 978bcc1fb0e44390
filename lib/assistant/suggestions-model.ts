/** What people ask where they work: by the place that the page lies at or below. */
const BY_PLACE: readonly (readonly [path: string, questions: readonly string[]])[] = [
  [
    '/sellers',
    [
      'Which sellers had the highest refund rates last quarter?',
      'Show me sellers whose monthly volume declined but take rate increased',
      'New sellers by month this year',
    ],
  ],
  [
    '/payouts',
    ['Payouts by month this year', 'Payout failures by seller last quarter', 'Time to payout by country last quarter'],
  ],
  [
    '/settlements',
    ['Platform fees by seller last month', 'Take rate by category last quarter', 'Seller net by month this year'],
  ],
  ['/variances', ['Negative balance by seller', 'Refunds by seller last month']],
  ['/contracts', ['Take rate by seller last quarter', 'Platform fees by category last month']],
  [
    '/ledger',
    ['Platform fees by month this year', 'Processor fees by month this year', 'Net volume by currency last month'],
  ],
]

const ANYWHERE = [
  'Which sellers had the highest refund rates last quarter?',
  'Show me sellers whose monthly volume declined but take rate increased',
  'Gross volume by month this year',
  'Disputes by reason last quarter',
] as const

/** Questions that fit a page of the console, by its path. */
export function suggestionsFor(page: string): readonly string[] {
  return BY_PLACE.find(([path]) => page === path || page.startsWith(`${path}/`))?.[1] ?? ANYWHERE
}

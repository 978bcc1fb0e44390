/** Asked of one object, on its own page. */
const PAYOUT = [
  'Explain this payout',
  'Payout failures by seller last quarter',
  'Time to payout by country last quarter',
]
const SETTLEMENT = ['Explain this settlement', 'Take rate by category last quarter', 'What is our policy on refunds?']

const SELLER = [
  'Tell me about this seller',
  'Gross volume of this seller by month this year',
  'Refund rate of this seller last quarter',
  'Open variances of this seller',
]

/** What people ask where they work: by the place that the page lies at or below, one object before its list. */
const BY_PLACE: readonly (readonly [place: RegExp, questions: readonly string[]])[] = [
  [/^\/payouts\/[^/]+\/po_/, PAYOUT],
  [/^\/settlements\/stl_/, SETTLEMENT],
  [/^\/sellers\/sel_/, SELLER],
  [/^\/approvals/, ['What waits for approval?', 'Which proposals were rejected?', 'What is our policy on approvals?']],
  [
    /^\/sellers/,
    [
      'Which sellers had the highest refund rates last quarter?',
      'Show me sellers whose monthly volume declined but take rate increased',
      'Which sellers are on hold?',
      'New sellers by month this year',
    ],
  ],
  [
    /^\/payouts/,
    ['Payouts by month this year', 'Payout failures by seller last quarter', 'Time to payout by country last quarter'],
  ],
  [
    /^\/(?:settlements|runs)/,
    ['Platform fees by seller last month', 'Take rate by category last quarter', 'Seller net by month this year'],
  ],
  [
    /^\/variances/,
    [
      'Which variances are open?',
      'Do the books tie?',
      'What is our policy on write-offs?',
      'Negative balance by seller',
    ],
  ],
  [
    /^\/close/,
    ['Do the books tie?', 'Which variances are open?', 'What waits for approval?', 'Platform fees by month this year'],
  ],
  [/^\/bank/, ['Do the books tie?', 'Which variances are open?', 'Payouts by currency last month']],
  [
    /^\/disputes/,
    ['Disputes by reason last quarter', 'Dispute rate by seller last quarter', 'What is our policy on disputes?'],
  ],
  [
    /^\/adjustments/,
    ['Negative balance by seller', 'Refunds by seller last month', 'What is our policy on write-offs?'],
  ],
  [
    /^\/health/,
    [
      'Which sellers had the highest dispute rates last quarter?',
      'Which sellers had the highest refund rates last quarter?',
      'Negative balance by seller',
    ],
  ],
  [/^\/forecast/, ['Seller net by month this year', 'Payouts by month this year', 'Net volume by currency last month']],
  [/^\/contracts/, ['Take rate by seller last quarter', 'Platform fees by category last month']],
  [
    /^\/ledger/,
    [
      'Do the books tie?',
      'Platform fees by month this year',
      'Processor fees by month this year',
      'Net volume by currency last month',
    ],
  ],
  [
    /^\/policies/,
    ['What is our policy on refunds?', 'What is our policy on payouts?', 'How do I release a hold of a seller?'],
  ],
  [
    /^\/tickets/,
    ['What is our policy on disputes?', 'Which variances are open?', 'Refund rate by seller last quarter'],
  ],
]

const ANYWHERE = [
  'Which sellers had the highest refund rates last quarter?',
  'Show me sellers whose monthly volume declined but take rate increased',
  'What waits for approval?',
  'Gross volume by month this year',
] as const

/** Questions that fit a page of the console, by its path. */
export function suggestionsFor(page: string): readonly string[] {
  const found = BY_PLACE.find(([place]) => {
    const [begins = ''] = place.exec(page) ?? []
    const ends = page.charAt(begins.length)
    return begins !== '' && (begins.endsWith('_') || ends === '' || ends === '/')
  })
  return found?.[1] ?? ANYWHERE
}

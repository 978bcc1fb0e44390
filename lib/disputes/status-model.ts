type Tone = 'good' | 'warn' | 'bad' | 'wait' | 'plain'

/** What the queue shows: Stripe's statuses of disputes and inquiries, and those of early fraud warnings. */
const LOOKS = {
  needs_response: { word: 'needs an answer', tone: 'warn' },
  under_review: { word: 'under review', tone: 'wait' },
  won: { word: 'won', tone: 'good' },
  lost: { word: 'lost', tone: 'bad' },
  prevented: { word: 'prevented', tone: 'good' },
  warning_needs_response: { word: 'inquiry: needs an answer', tone: 'warn' },
  warning_under_review: { word: 'inquiry: under review', tone: 'wait' },
  warning_closed: { word: 'inquiry: closed', tone: 'plain' },
  appeal_needs_response: { word: 'appeal: needs an answer', tone: 'warn' },
  appeal_under_review: { word: 'appeal: under review', tone: 'wait' },
  fraud_warning: { word: 'fraud warning', tone: 'warn' },
  fraud_warning_settled: { word: 'fraud warning: settled', tone: 'plain' },
} as const satisfies Record<string, { readonly word: string; readonly tone: Tone }>

/** How a status reads; Stripe may add some, and they read as Stripe writes them. */
export function statusLook(status: string): { readonly word: string; readonly tone: Tone } {
  return LOOKS[status as keyof typeof LOOKS] ?? { word: status.replaceAll('_', ' '), tone: 'plain' }
}

/** What the queue is cut into. */
export const VIEW_NAMES = ['todo', 'review', 'won', 'lost', 'prevented', 'closed', 'all'] as const
export type ViewName = (typeof VIEW_NAMES)[number]

export const VIEWS: Readonly<
  Record<ViewName, { readonly label: string; readonly statuses: readonly string[] | null }>
> = {
  todo: {
    label: 'to answer',
    statuses: ['needs_response', 'warning_needs_response', 'appeal_needs_response', 'fraud_warning'],
  },
  review: { label: 'under review', statuses: ['under_review', 'warning_under_review', 'appeal_under_review'] },
  won: { label: 'won', statuses: ['won'] },
  lost: { label: 'lost', statuses: ['lost'] },
  prevented: { label: 'prevented', statuses: ['prevented'] },
  closed: { label: 'inquiries and warnings that are over', statuses: ['warning_closed', 'fraud_warning_settled'] },
  all: { label: 'all', statuses: null },
}

const ANSWERABLE: readonly string[] = ['needs_response', 'warning_needs_response', 'appeal_needs_response']

/** Whether the bank still waits for an answer. */
export const isAnswerable = (status: string): boolean => ANSWERABLE.includes(status)

/** The bank decided for the buyer, and one more answer is taken. */
export const isAppeal = (status: string): boolean => status.startsWith('appeal_')

/** The bank asks, and has taken nothing: a refund ends it. */
export const isInquiry = (status: string): boolean => status.startsWith('warning_')

export const CASE_KINDS = ['dispute', 'inquiry', 'warning'] as const
export type CaseKind = (typeof CASE_KINDS)[number]

export const CASE_KIND_WORDS: Readonly<Record<CaseKind, string>> = {
  dispute: 'Dispute',
  inquiry: 'Inquiry',
  warning: 'Fraud warning',
}

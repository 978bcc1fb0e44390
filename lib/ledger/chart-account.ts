/** What an account is, for the trial balance: which side it grows on and where it belongs in the statements. */
export type AccountKind = 'asset' | 'liability' | 'equity' | 'clearing' | 'income' | 'expense'

export type ChartAccount = {
  /** Code in the general ledger that the finance team exports to. */
  readonly gl: string
  readonly name: string
  readonly kind: AccountKind
  readonly normal: 'debit' | 'credit'
  /** What a balance on it means, for a person. */
  readonly words: string
}

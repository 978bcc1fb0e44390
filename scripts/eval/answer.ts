/** What came back, whoever answered. */
export type Answered = {
  readonly outcome: 'rows' | 'told' | 'asked back' | 'refused'
  /** Of the last query: its keys and figures as decimal text, `<metric>.before` beside them. */
  readonly rows: readonly Readonly<Record<string, string | null>>[]
  readonly text: string
  /** The tools that were called, in order. */
  readonly tools: readonly string[]
  /** Everything the tools said, as text: where every figure of the answer has to come from. */
  readonly told: string
  readonly ms: number
}

/** Asks the turns of one conversation in order; the last answer counts. */
export type Ask = (turns: readonly string[]) => Promise<Answered>

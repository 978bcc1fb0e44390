/** A file larger than this is refused: a policy is read by people. */
export const POLICY_BYTES_MAX = 524_288
/** What a file may be called: Markdown or plain text. */
export const POLICY_FILES = '.md,.markdown,.txt'

export type Audience = 'public' | 'console'
export type DocumentKind = 'policy' | 'help'

/** Who may be told what a document says, in words. */
export const AUDIENCE_WORDS: Readonly<Record<Audience, string>> = {
  public: 'Sellers may be told',
  console: 'People of the console only',
}

export type DocumentRow = {
  readonly id: string
  readonly slug: string
  readonly kind: DocumentKind
  readonly title: string
  readonly audience: Audience
  /** product: it came with Tieout; upload: somebody sent it. */
  readonly origin: 'product' | 'upload'
  readonly version: number
  /** ISO instant of the version that applies, and who added it; empty for the product's own. */
  readonly addedAt: string
  readonly addedByName: string
  /** ISO instant, or null while it applies. */
  readonly withdrawnAt: string | null
}

export type DocumentVersion = {
  readonly version: number
  readonly title: string
  readonly audience: Audience
  readonly fileName: string
  readonly byteCount: number
  /** ISO instant. */
  readonly addedAt: string
  readonly addedByName: string
  readonly note: string
}

export type MeaningStanding = {
  readonly model: string
  readonly state: 'idle' | 'running' | 'stopped' | 'failed'
  /** Passages the model was asked about, of all. */
  readonly done: number
  readonly total: number
  /** Why it failed; empty when it did not. */
  readonly error: string
}

export type SearchStanding = {
  /** Whether mistyped words are corrected. */
  readonly corrects: boolean
  /** Null: no model is configured, and nothing is sent. */
  readonly meaning: MeaningStanding | null
}

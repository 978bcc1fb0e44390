/** One line of what would change, minor units as text; a line without `after` states one amount. */
export type EffectLine = {
  readonly label: string
  readonly before: string
  readonly after: string
  readonly currency: string
  readonly note: string
}

/** What a path would do, before anybody takes it. */
export type EffectPreview = {
  readonly title: string
  readonly lines: readonly EffectLine[]
  /** What cannot be told, or what else to know. */
  readonly notes: readonly string[]
}

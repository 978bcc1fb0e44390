export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503

type RefusalSpec = {
  readonly code: `${string}.${string}`
  readonly status: RefusalStatus
  /** A sentence that says what to do; safe to show. */
  readonly message: string
  readonly detail?: Readonly<Record<string, string | number>>
  /** The form field it names. */
  readonly field?: string
}

/**
 * A "no" the product means to give: expected, safe to show, never paged on.
 *
 * Anything thrown that is not a Refusal is a fault: logged with an id and shown as a generic apology.
 * `code` is public, and is never renamed once shipped.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalSpec['code']
  readonly status: RefusalStatus
  readonly detail: Readonly<Record<string, string | number>>
  readonly field: string | undefined

  constructor({ code, status, message, detail = {}, field }: RefusalSpec, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.status = status
    this.detail = detail
    this.field = field
  }
}

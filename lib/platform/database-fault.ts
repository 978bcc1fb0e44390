/** A unique key refused a row: somebody else did the same thing first. */
export class UniqueViolation extends Error {
  override readonly name = 'UniqueViolation'
  /** Name of the unique index or constraint, when the database told it. */
  readonly constraint: string

  constructor(constraint: string, options: ErrorOptions) {
    super(`the row exists already (${constraint})`, options)
    this.constraint = constraint
  }
}

type Facts = { readonly code: string; readonly constraint: string; readonly text: string }

const UNIQUE_VIOLATION = '23505'
const NOT_A_CHARACTER = '22021'
const RETRYABLE = new Set(['40001', '40P01'])

/** Whether trying the whole transaction again may succeed: a deadlock or a serialization failure. */
export function isRetryable(error: unknown): boolean {
  const { code, text } = factsOf(error)
  return RETRYABLE.has(code) || code === 'P2034' || /deadlock detected|could not serialize access/.test(text)
}

/** Whether a text was refused because it holds a zero character. */
export function isUnstorableText(error: unknown): boolean {
  const { code, text } = factsOf(error)
  return code === NOT_A_CHARACTER || /invalid byte sequence for encoding "UTF8": 0x00/.test(text)
}

/** Whether the database refused with this code: our functions have codes of their own, `TO…`. */
export const hasCode = (error: unknown, code: string): boolean => factsOf(error).code === code

/** The error as the product speaks of it: unique violations typed, everything else unchanged. */
export function databaseFault(error: unknown): unknown {
  const { code, constraint, text } = factsOf(error)
  if (code === UNIQUE_VIOLATION || code === 'P2002' || /duplicate key value violates unique constraint/.test(text)) {
    const named = constraint || /unique constraint "([^"]+)"/.exec(text)?.[1] || ''
    return new UniqueViolation(named, { cause: error })
  }
  return error
}

/** PostgreSQL's code and constraint, however deep Prisma's adapter wrapped them; at COMMIT only the text is left. */
function factsOf(error: unknown): Facts {
  if (!(error instanceof Error)) return { code: '', constraint: '', text: '' }
  const own = field(error, 'code')
  const cause = field(field(field(error, 'meta'), 'driverAdapterError'), 'cause')
  const original = field(cause, 'originalCode')
  const constraint = field(error, 'constraint') ?? field(field(cause, 'constraint'), 'index')
  return {
    code: typeof original === 'string' ? original : typeof own === 'string' ? own : '',
    constraint: typeof constraint === 'string' ? constraint : '',
    text: `${error.message} ${typeof field(cause, 'originalMessage') === 'string' ? String(field(cause, 'originalMessage')) : ''}`,
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined
}

import { Refusal } from '#lib/platform/refusal.ts'

/** One booked movement as a statement says it. */
export type StatementLine = {
  /** Line of the file; the first when the movement spans several. */
  readonly lineNo: number
  /** `YYYY-MM-DD`. */
  readonly bookedOn: string
  readonly valueOn: string | null
  /** Signed minor units: positive is money in. Never zero. */
  readonly amountMinor: bigint
  /** Upper case. */
  readonly currency: string
  /** All reference text of the line in one. */
  readonly reference: string
  readonly counterparty: string
  /** The bank's own reference, or empty. */
  readonly bankReference: string
  readonly raw: string
}

export const SKIP_REASONS = {
  known: 'Imported before',
  repeated: 'The same line twice in this file',
  no_movement: 'Moves nothing',
  not_booked: 'Not booked yet',
} as const satisfies Record<string, string>
export type SkipReason = keyof typeof SKIP_REASONS

export type SkippedLine = {
  readonly lineNo: number
  readonly reason: SkipReason
  readonly detail: string
  readonly raw: string
}

/** What a reader finds, in the order of the file. Every statement begins and ends; a CSV file is one statement. */
export type StatementPart =
  | {
      readonly kind: 'begin'
      readonly lineNo: number
      /** Account number as the file writes it, or empty. */
      readonly number: string
      /** Upper case, or empty when only the lines say it. */
      readonly currency: string
      readonly openingMinor: bigint | null
      /** The day it speaks from, where it says one that its lines may not show. */
      readonly fromOn?: string | null
    }
  | { readonly kind: 'line'; readonly line: StatementLine }
  | { readonly kind: 'skipped'; readonly skipped: SkippedLine }
  | {
      readonly kind: 'end'
      readonly lineNo: number
      /** Only known at the end where the file has a running balance. */
      readonly openingMinor?: bigint | null
      readonly closingMinor: bigint | null
      /** The day it speaks to, where it says one. */
      readonly toOn?: string | null
    }

/** Takes the text of a file in pieces of any size and gives what is whole. `end` refuses what is cut off. */
export type StatementReader = {
  push(text: string): StatementPart[]
  end(): StatementPart[]
}

/** A file that is not imported, with the line that is to blame. */
export const unreadableLine = (lineNo: number, message: string) =>
  new Refusal({
    code: 'bank.line',
    status: 422,
    field: 'file',
    message: `Line ${lineNo}: ${message} Nothing was imported.`,
    detail: { line: lineNo },
  })

export const unreadableFile = (message: string) =>
  new Refusal({ code: 'bank.file', status: 422, field: 'file', message: `${message} Nothing was imported.` })

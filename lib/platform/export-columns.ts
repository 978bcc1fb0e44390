/** What a column of an export holds: text, unless it says otherwise. */
export type ExportColumn = string | TypedColumn

export type TypedColumn = {
  readonly name: string
  /** amount: a decimal of the row's currency; count: a whole number; day: 2026-11-20; instant: ISO 8601 in UTC. */
  readonly kind: 'amount' | 'count' | 'day' | 'instant'
  /** Added up per currency below the rows. */
  readonly isSummed?: boolean
}

/** An amount in the row's currency that adds up. */
export const summed = (name: string): TypedColumn => ({ name, kind: 'amount', isSummed: true })
/** An amount in the row's currency that does not add up, as a balance after each line. */
export const amount = (name: string): TypedColumn => ({ name, kind: 'amount' })
export const count = (name: string): TypedColumn => ({ name, kind: 'count' })
export const day = (name: string): TypedColumn => ({ name, kind: 'day' })
export const instant = (name: string): TypedColumn => ({ name, kind: 'instant' })

export const nameOf = (column: ExportColumn): string => (typeof column === 'string' ? column : column.name)
export const kindOf = (column: ExportColumn): TypedColumn['kind'] | 'text' =>
  typeof column === 'string' ? 'text' : column.kind

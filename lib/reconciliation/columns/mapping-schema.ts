import { z } from 'zod'
import { DATE_FORMATS, type DateFormat } from './day-model.ts'

export const SEPARATORS = [',', ';', '\t', '|'] as const
export type Separator = (typeof SEPARATORS)[number]
const COLUMNS_MAX = 200

/** How a CSV is read, whoever wrote it: `Role` is what a column can mean. */
export type ColumnMapping<Role extends string> = {
  readonly separator: Separator
  readonly decimal: '.' | ','
  readonly dateFormat: DateFormat
  /** Line of the header; what stands above it is passed over. */
  readonly headerLine: number
  /** The header's cells, by which the next file is recognised. */
  readonly header: readonly string[]
  /** What each column means. */
  readonly roles: readonly Role[]
}

/** A mapping as it comes from outside; `problemOf` says in words what its columns lack. */
export function mappingSchema<Role extends string>(
  roles: readonly [Role, ...Role[]],
  problemOf: (roles: readonly Role[]) => string | null,
) {
  return z
    .object({
      separator: z.enum(SEPARATORS),
      decimal: z.enum(['.', ',']),
      dateFormat: z.enum(DATE_FORMATS),
      headerLine: z.number().int().min(1).max(100),
      header: z.array(z.string().max(200)).min(1).max(COLUMNS_MAX),
      roles: z.array(z.enum(roles)).min(1).max(COLUMNS_MAX),
    })
    .superRefine((mapping, context) => {
      const isWhole = mapping.header.length === mapping.roles.length
      const problem = isWhole ? problemOf(mapping.roles) : 'The columns are not those of the header.'
      if (problem !== null) context.addIssue({ code: 'custom', message: problem, path: ['roles'] })
    })
}

/** Which role more than one column has, of those that only one may have. */
export function doubledRole<Role extends string>(roles: readonly Role[], many: readonly Role[]): Role | undefined {
  return roles.find((role, at) => !many.includes(role) && roles.indexOf(role) !== at)
}

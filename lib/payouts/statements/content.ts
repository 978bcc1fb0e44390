import { createHash } from 'node:crypto'
import { z } from 'zod'
import { STATEMENT_KINDS, STATEMENT_SUMS, type Statement } from './statement-model.ts'

const minor = z.string().regex(/^-?\d+$/)
const content = z.object({
  version: z.literal(1),
  sellerName: z.string(),
  marketplace: z.string(),
  currency: z.string(),
  month: z.string(),
  opening: minor,
  closing: minor,
  lines: z.array(
    z.tuple([
      z.string(),
      z.string(),
      z.enum(STATEMENT_KINDS),
      z.string(),
      z.array(z.tuple([z.enum(STATEMENT_SUMS), minor])),
    ]),
  ),
})

/** A statement as it is kept: one text, the same for the same statement, whose hash is what was issued. */
export function writeContent(statement: Statement): string {
  return JSON.stringify({
    version: 1,
    sellerName: statement.sellerName,
    marketplace: statement.marketplace,
    currency: statement.currency,
    month: statement.month,
    opening: statement.openingMinor.toString(),
    closing: statement.closingMinor.toString(),
    lines: statement.lines.map(({ on, lateFor, kind, reference, parts }) => [
      on,
      lateFor,
      kind,
      reference,
      STATEMENT_SUMS.flatMap((key) => (parts[key] ? [[key, parts[key].toString()]] : [])),
    ]),
  } satisfies z.input<typeof content>)
}

export function readContent(text: string): Statement {
  const { opening, closing, lines, version: _, ...rest } = content.parse(JSON.parse(text))
  return {
    ...rest,
    openingMinor: BigInt(opening),
    closingMinor: BigInt(closing),
    lines: lines.map(([on, lateFor, kind, reference, parts]) => ({
      on,
      lateFor,
      kind,
      reference,
      parts: Object.fromEntries(parts.map(([key, amount]) => [key, BigInt(amount)])),
    })),
  }
}

/** SHA-256 hex of a statement's content. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

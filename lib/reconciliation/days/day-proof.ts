import { createHash } from 'node:crypto'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import { type CoverRatio, coverRatio } from '#lib/ledger/cover-ratio.ts'
import { inTransaction, type Scope, type Sql } from '#lib/platform/db.ts'
import { cashDay, type LedgerDay } from './cash-day.ts'
import type { CashDay, Cover, DayFigures, ShownDay } from './day-model.ts'
import { type HeldAtStripe, heldAtEndOf, heldKey } from './stripe-reading.ts'
import { unmatchedLines } from './unmatched-lines.ts'

export type DayProof = ShownDay & {
  /** Stands for the figures: a signature says which figures it is for. */
  readonly token: string
  readonly isOver: boolean
}

type Asked = { readonly entity: Entity; readonly day: string; readonly at: Date }

/** The figures of an accounting day, all of one state of the database. */
export function proveDay(scope: Scope, asked: Asked): Promise<DayProof> {
  return inTransaction(
    scope,
    async (tx) => {
      await tx.exec('SET TRANSACTION READ ONLY')
      return dayProof(tx, asked)
    },
    { isolation: 'RepeatableRead' },
  )
}

/**
 * opening + in + out = closing of each Stripe account of the ledger, what Stripe held at the day's end, bank lines that match
 * nothing, and cover. Inside a repeatable-read transaction all of it is one state.
 */
export async function dayProof(tx: Sql, { entity, day, at }: Asked): Promise<DayProof> {
  const isOver = day < accountingOn(entity, at)
  const { cash, watched } = await cashDay(tx, day)
  const stripe = await heldAtEndOf(tx, entity, day, isOver)
  const covers = await coverRatio(tx, entity, isOver ? await endOf(tx, entity, day) : at, isOver ? day : undefined)
  const figures: DayFigures = {
    day,
    timeZone: entity.bookTimeZone,
    cash: withUnknown(cash, stripe).map((one) => compared(one, stripe)),
    unmatched: await unmatchedLines(tx, day),
    cover: covers.map(asText),
  }
  return {
    figures,
    readAt: stripe?.readAt.toISOString() ?? null,
    watched,
    token: hashOf(JSON.stringify(figures)),
    isOver,
  }
}

/** SHA-256 of a text, hexadecimal. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

function compared(one: LedgerDay, stripe: HeldAtStripe | null): CashDay {
  const held = stripe === null ? null : (stripe.held.get(heldKey(one.code, one.subject, one.currency)) ?? 0n)
  return {
    ...one,
    stripeMinor: held?.toString() ?? null,
    differenceMinor: held === null ? null : (held - BigInt(one.closingMinor)).toString(),
  }
}

/** Money that Stripe holds and the ledger has no account for stands beside the accounts it has. */
function withUnknown(cash: readonly LedgerDay[], stripe: HeldAtStripe | null): LedgerDay[] {
  const known = new Set(cash.map(({ code, subject, currency }) => heldKey(code, subject, currency)))
  const unknown = [...(stripe?.held ?? [])].filter(([key, minor]) => minor !== 0n && !known.has(key))
  return [...cash, ...unknown.map(([key]) => emptyDay(key))]
}

function emptyDay(key: string): LedgerDay {
  const [code = '', ...rest] = key.split(' ')
  const currency = rest.pop() ?? ''
  const subject = rest.join(' ')
  return {
    code,
    subject,
    name: code.replaceAll('_', ' '),
    currency,
    openingMinor: '0',
    movements: [],
    inMinor: '0',
    outMinor: '0',
    closingMinor: '0',
    offMinor: '0',
  }
}

const asText = ({ currency, heldMinor, inTransitMinor, owedMinor, ratioBps }: CoverRatio): Cover => ({
  currency,
  heldMinor: heldMinor.toString(),
  inTransitMinor: inTransitMinor.toString(),
  owedMinor: owedMinor.toString(),
  ratioBps: ratioBps?.toString() ?? null,
})

/** The last instant of an accounting day. */
async function endOf(tx: Sql, { bookTimeZone }: Entity, day: string): Promise<Date> {
  const [row] = await tx.sql<{ end: Date }>(
    `SELECT (($1::text::date + 1)::timestamp AT TIME ZONE $2) - interval '1 millisecond' AS "end"`,
    [day, bookTimeZone],
  )
  return row?.end ?? new Date(`${day}T23:59:59.999Z`)
}

import { accountingOn, addDays } from '#lib/entities/accounting-day.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { BalanceSnapshot } from '#lib/ledger/balance-snapshot.ts'
import { formatMoney } from '#lib/money/format.ts'
import { inTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { type CashDay, type DayFigures, openPoints, ruleWords } from './day-model.ts'
import { proveDay } from './day-proof.ts'
import { freshness } from './freshness.ts'
import { noSuchDay } from './refusals.ts'
import { findSignature } from './signature.ts'
import { keepReading } from './stripe-reading.ts'

type Command = {
  readonly entity: Entity
  readonly at: Date
  /** The last day that is over, when none is named. */
  readonly day?: string | undefined
  /** Stripe's balance of the platform's account, read just now. */
  readonly snapshot: BalanceSnapshot
}

const words = (minor: string, currency: string) => formatMoney({ minor: BigInt(minor), currency })

/**
 * Proves a day for the command line. Exit code 0: it adds up, with Stripe as well; 1: it does not; 2: Stripe's balance could not be
 * compared.
 */
export async function proofOf({ entity, at, day: asked, snapshot }: Command) {
  const today = accountingOn(entity, at)
  const day = asked ?? addDays(today, -1)
  if (day > today) throw noSuchDay()
  const scope = SYSTEM(entity)
  await inTransaction(scope, (tx) => keepReading(tx, entity, [snapshot], at))
  const { figures, readAt, isOver } = await proveDay(scope, { entity, day, at })
  const { signature, sources } = await read(scope, async (tx) => ({
    signature: await findSignature(tx, day),
    sources: await freshness(tx, entity, at),
  }))
  const points = openPoints(figures, words)
  const exitCode = exitCodeOf(figures)
  const signed =
    signature === null
      ? null
      : {
          by: signature.signedByName,
          at: signature.signedAt,
          contentHash: signature.contentHash,
          comment: signature.comment,
        }
  return {
    exitCode,
    report: { entity: entity.id, ...figures, isOver, readAt, addsUp: exitCode === 0, points, signed, sources },
    text: [
      ...figures.cash.flatMap(linesOf),
      ...figures.unmatched.map(
        ({ currency, count, sumMinor, oldestOn }) =>
          `${count} bank lines without a match: ${words(sumMinor, currency)}, the oldest of ${oldestOn}.`,
      ),
      ...figures.cover.map(
        ({ currency, heldMinor, inTransitMinor, owedMinor }) =>
          `Cover ${currency}: ${words(heldMinor, currency)} held and ${words(inTransitMinor, currency)} in transit for ${words(owedMinor, currency)} owed.`,
      ),
      ...sources
        .filter(({ state }) => state === 'late' || state === 'silent')
        .map(({ label, state }) => `${label}: ${state}.`),
      ...points,
      `${day} ${exitCode === 0 ? 'adds up' : 'does not add up'}${isOver ? '' : ' so far'}${signed === null ? '' : `, signed by ${signed.by}`}.`,
    ].join('\n'),
  }
}

/** 1: it does not add up · 2: nobody can say · 0: it adds up. */
export function exitCodeOf({ cash }: DayFigures): 0 | 1 | 2 {
  if (cash.some(({ offMinor, differenceMinor }) => offMinor !== '0' || (differenceMinor ?? '0') !== '0')) return 1
  return cash.length === 0 || cash.some(({ differenceMinor }) => differenceMinor === null) ? 2 : 0
}

const WIDTH = 34

function linesOf({ name, currency, openingMinor, movements, closingMinor, stripeMinor }: CashDay): string[] {
  const line = (label: string, minor: string) => `  ${label.padEnd(WIDTH)}${words(minor, currency).padStart(24)}`
  return [
    `${name}, ${currency}`,
    line('opening', openingMinor),
    ...movements.flatMap(({ rule, inMinor, outMinor }) => [
      ...(inMinor === '0' ? [] : [line(`+ ${ruleWords(rule)}`, inMinor)]),
      ...(outMinor === '0' ? [] : [line(`- ${ruleWords(rule)}`, outMinor)]),
    ]),
    line('closing', closingMinor),
    ...(stripeMinor === null ? [] : [line('Stripe held', stripeMinor)]),
  ]
}

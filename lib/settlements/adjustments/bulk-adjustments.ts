import { createHash } from 'node:crypto'
import type { Actor } from '#lib/access/actor.ts'
import type { WireMoney } from '#lib/money/money.ts'
import { inTransaction, read, type Sql } from '#lib/platform/db.ts'
import { Refusal } from '#lib/platform/refusal.ts'
import { findSellers } from '#lib/sellers/find-seller.ts'
import { proposeAdjustment } from './propose-adjustment.ts'
import { type AdjustmentLine, type LineProblem, readAdjustments } from './read-adjustments.ts'

type File = { readonly actor: Actor; readonly text: string }

export type AdjustmentsPreview = {
  readonly count: number
  /** What the lines add up to, per currency: to sellers, and from them. */
  readonly totals: readonly { readonly toSellers: WireMoney; readonly fromSellers: WireMoney }[]
  readonly problems: readonly LineProblem[]
  readonly problemCount: number
}

const PROBLEMS_SHOWN = 20

/** What a file would propose, and what is wrong with which line. Stores nothing. */
export async function previewAdjustments({ actor, text }: File): Promise<AdjustmentsPreview> {
  const { lines, problems } = await read(actor.scope, (tx) => understood(tx, text))
  return {
    count: lines.length,
    totals: totalsOf(lines),
    problems: problems.slice(0, PROBLEMS_SHOWN),
    problemCount: problems.length,
  }
}

/**
 * Proposes every line of a file, all or none. A file that was proposed before is refused, and so is one of which a single line
 * is not understood.
 */
export function proposeAdjustments({ actor, text, at }: File & { readonly at: Date }): Promise<{ count: number }> {
  return inTransaction(
    actor.scope,
    async (tx) => {
      const { lines, problems } = await understood(tx, text)
      const [problem] = problems
      if (problem !== undefined) throw refuse(`Line ${problem.line}: ${problem.message} Nothing was proposed.`)
      const fileHash = createHash('sha256').update(text).digest('hex')
      for (const { line, sellerId, ...asked } of lines)
        await proposeAdjustment(tx, { actor, sellerId, ...asked, line: { fileHash, lineNo: line }, at })
      return { count: lines.length }
    },
    { timeoutMs: 120_000 },
  )
}

type Understood = AdjustmentLine & { readonly sellerId: string }

async function understood(tx: Sql, text: string): Promise<{ lines: Understood[]; problems: LineProblem[] }> {
  const { lines, problems } = readAdjustments(text)
  const fileHash = createHash('sha256').update(text).digest('hex')
  const known = await tx.sql(
    'SELECT 1 FROM adjustment WHERE entity_id = $1 AND livemode = $2 AND file_hash = $3 LIMIT 1',
    [tx.scope.entityId, tx.scope.livemode, fileHash],
  )
  if (known.length > 0) throw refuse('This very file was proposed before.')
  const sellers = await findSellers(tx, [...new Set(lines.map(({ seller }) => seller))])
  const byName = new Map(
    sellers.flatMap(({ id, stripeAccount }) => [id, stripeAccount].map((key) => [key, id] as const)),
  )
  const unknown = lines.filter(({ seller }) => !byName.has(seller))
  return {
    lines: lines.flatMap((line) => {
      const sellerId = byName.get(line.seller)
      return sellerId === undefined ? [] : [{ ...line, sellerId }]
    }),
    problems: [
      ...problems,
      ...unknown.map(({ line, seller }) => ({
        line,
        message: `There is no seller “${seller}”: name it by acct_… or sel_….`,
      })),
    ].sort((left, right) => left.line - right.line),
  }
}

function totalsOf(lines: readonly AdjustmentLine[]): AdjustmentsPreview['totals'] {
  return [...Map.groupBy(lines, ({ currency }) => currency)].sort().map(([currency, own]) => {
    const sum = (isMeant: (minor: bigint) => boolean): WireMoney => ({
      minor: own
        .reduce((total, { amountMinor }) => (isMeant(amountMinor) ? total + amountMinor : total), 0n)
        .toString(),
      currency,
    })
    return { toSellers: sum((minor) => minor > 0n), fromSellers: sum((minor) => minor < 0n) }
  })
}

const refuse = (message: string) => new Refusal({ code: 'adjustments.file', status: 422, field: 'file', message })

import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import type { LocalExecutor } from '#lib/approvals/executor.ts'
import { onceKeyFor } from '#lib/approvals/once-key.ts'
import { propose } from '#lib/approvals/propose.ts'
import type { Entity } from '#lib/entities/entity.ts'
import type { Sql } from '#lib/platform/db.ts'
import { storeRates } from '#lib/rates/rate.ts'
import { readRatesFile } from './read-rates-file.ts'

const ratesArguments = z.object({
  fileName: z.string(),
  rates: z.array(z.object({ on: z.string(), currency: z.string(), rate: z.string() })),
})

type Proposing = { readonly actor: Actor; readonly fileName: string; readonly text: string; readonly at: Date }

/** Puts a file of daily rates before the gate: limits and revaluations go by them, so somebody else approves them. */
export async function proposeRates(tx: Sql, { actor, fileName, text, at }: Proposing): Promise<{ proposalId: string }> {
  const functional = actor.entity.functionalCurrency
  const rates = readRatesFile(text, functional)
  const days = rates.map(({ on }) => on).sort()
  const currencies = [...new Set(rates.map(({ currency }) => currency))].sort().join(', ')
  const hash = createHash('sha256').update(text).digest('hex')
  const proposal = await propose(tx, {
    entity: actor.entity,
    kind: 'rates.store',
    onceKey: await onceKeyFor(tx, `rates:${hash}`),
    arguments: { fileName, rates } satisfies z.infer<typeof ratesArguments>,
    subject: { kind: 'entity', id: actor.entity.id },
    summary: `Store ${rates.length} daily rates of ${currencies} in ${functional}, ${days[0]} to ${days.at(-1)}.`,
    reasoning: `From the file ${fileName}.`,
    evidence: [{ label: `${fileName}, SHA-256 ${hash.slice(0, 12)}…`, kind: 'note', id: hash }],
    checks: [],
    effects: [],
    proposedBy: { kind: 'person', id: actor.personId },
    at,
  })
  return { proposalId: proposal.id }
}

/** Stores approved rates; those of the same days are replaced. */
export const ratesExecutor = (entity: Entity): LocalExecutor => ({
  recheck: async () => ({ ok: true }),
  apply: async (tx, proposal) => {
    const { rates } = ratesArguments.parse(JSON.parse(proposal.arguments))
    await storeRates(
      tx,
      rates.map(({ on, currency, rate }) => ({
        base: currency,
        quote: entity.functionalCurrency,
        on,
        rate,
        source: 'uploaded' as const,
      })),
    )
    return { objectId: entity.id, sentence: proposal.summary }
  },
})

import { accountingOn } from '#lib/entities/accounting-day.ts'
import { env } from '#lib/platform/env.ts'
import type { Chosen } from '../models/choose-model.ts'
import { costOf } from '../models/price.ts'
import { answerTooDear, budgetSpent } from '../refusals.ts'
import type { Asker } from '../tools/tool.ts'
import { correctBudget, type Purse, takeBudget } from './budget.ts'
import { type CallOf, recordCall } from './record-call.ts'

/** What one answer may cost in all. */
const ANSWER_MICROS_MAX = 1_000_000n
/** What a model may write in one call. */
export const OUTPUT_TOKENS_MAX = 8_000

export type Used = {
  readonly tokens: { readonly input: number; readonly output: number }
  readonly reasoning: string
  readonly outcome: 'ok' | 'failed' | 'canceled'
  readonly detail: string
  readonly tookMs: number
}

/** Counts what the model calls of one answer use, takes it from the person's day before each, and writes the audit rows. */
export type Meter = {
  /** Refuses when the day's budget or the answer's limit does not hold the call. Returns how to say what it used. */
  begin(inputTokens: number): Promise<(used: Used) => Promise<void>>
  readonly total: { tokens: number; costMicros: bigint }
}

export function meterOf(asker: Asker, { id, price }: Pick<Chosen, 'id' | 'price'>, of: CallOf): Meter {
  const purse: Purse = {
    scope: asker.scope,
    day: accountingOn(asker.entity, of.at),
    limitMicros: env.TIEOUT_ASSISTANT_BUDGET,
  }
  const total = { tokens: 0, costMicros: 0n }
  return {
    total,
    begin: async (inputTokens) => {
      const taken = costOf(price, { input: inputTokens, output: OUTPUT_TOKENS_MAX })
      if (taken > 0n) {
        if (total.costMicros + taken > ANSWER_MICROS_MAX) throw answerTooDear()
        if (!(await takeBudget(purse, taken))) throw budgetSpent(purse.limitMicros)
      }
      return async ({ tokens, reasoning, outcome, detail, tookMs }) => {
        const cost = costOf(price, tokens)
        total.tokens += tokens.input + tokens.output
        total.costMicros += cost
        await correctBudget(purse, { taken, cost })
        await recordCall(of, {
          kind: 'model',
          name: id,
          arguments: '',
          rows: 0,
          model: id,
          tokens,
          costMicros: cost,
          reasoning,
          outcome,
          detail,
          tookMs,
        })
      }
    },
  }
}

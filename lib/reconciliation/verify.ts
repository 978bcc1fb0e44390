import { sealChain } from '#lib/audit/seal.ts'
import type { InvariantResult, Outcome } from '#lib/ledger/invariant-model.ts'
import { type RunInvariants, runInvariants } from './run-invariants.ts'

export type Verification = {
  /** 0: everything holds. 1: something is violated. 2: nothing violated, something not comparable. */
  readonly exitCode: 0 | 1 | 2
  readonly report: {
    readonly entity: string
    readonly livemode: boolean
    readonly checkedAt: string
    readonly outcome: Outcome
    readonly invariants: readonly InvariantResult[]
  }
  /** The report for people, one line per promise. */
  readonly text: string
}

/** Checks the whole books once, for the command line. Seals first, so that the newest rows are under the check as well. */
export async function verify(input: Omit<RunInvariants, 'depth'>): Promise<Verification> {
  await sealChain('journal', input.at)
  await sealChain('audit', input.at)
  const invariants = await runInvariants({ ...input, depth: 'all' })
  const outcome = worst(invariants)
  return {
    exitCode: EXIT[outcome],
    report: {
      entity: input.entity.id,
      livemode: input.entity.livemode,
      checkedAt: input.at.toISOString(),
      outcome,
      invariants,
    },
    text: invariants.map(asLines).join('\n'),
  }
}

const EXIT: Readonly<Record<Outcome, 0 | 1 | 2>> = { holds: 0, violated: 1, not_comparable: 2 }

export function worst(results: readonly { readonly outcome: Outcome }[]): Outcome {
  if (results.some(({ outcome }) => outcome === 'violated')) return 'violated'
  return results.some(({ outcome }) => outcome === 'not_comparable') ? 'not_comparable' : 'holds'
}

const WORDS: Readonly<Record<Outcome, string>> = {
  holds: 'holds         ',
  violated: 'VIOLATED      ',
  not_comparable: 'not comparable',
}

function asLines({ outcome, title, reason, findings }: InvariantResult): string {
  return [`${WORDS[outcome]}  ${title}. ${reason}`, ...findings.map(({ what }) => `                - ${what}`)].join(
    '\n',
  )
}

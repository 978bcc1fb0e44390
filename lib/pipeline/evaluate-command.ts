import { currentEntity } from '#lib/entities/entity.ts'
import { closeDatabase, read, SYSTEM } from '#lib/platform/db.ts'
import { evaluateLearning, type Quality, type RuleQuality } from '#lib/reconciliation/matching/evaluate-learning.ts'
import { MATCH_DOMAINS, type MatchDomain } from '#lib/reconciliation/matching/match-model.ts'
import { readDecided } from '#lib/reconciliation/matching/read-lessons.ts'

type Evaluation = Readonly<Record<MatchDomain, readonly RuleQuality[]>>

/** Plays people's past decisions about matches again, with and without what they taught. Changes nothing. */
export async function evaluateDecisions() {
  const entity = await currentEntity()
  const report: Evaluation = await read(SYSTEM(entity), async (tx) => ({
    bank: evaluateLearning(await readDecided(tx, 'bank')),
    records: evaluateLearning(await readDecided(tx, 'records')),
  }))
  await closeDatabase()
  return { exitCode: 0, report, text: textOf(report) }
}

const textOf = (report: Evaluation): string =>
  MATCH_DOMAINS.flatMap((domain) => [
    domain === 'bank' ? 'Payouts and bank lines' : 'Orders and records',
    ...report[domain].map(
      ({ rule, decisions, withoutLearning, withLearning }) =>
        `  ${rule.padEnd(10)} ${decisions} decisions; without learning ${inWords(withoutLearning)}; with it ${inWords(withLearning)}`,
    ),
  ]).join('\n')

const inWords = ({ shown, right, precisionPerMille, recallPerMille }: Quality) =>
  `${right} of ${shown} right (precision ${share(precisionPerMille)}, recall ${share(recallPerMille)})`

const share = (perMille: number | null) => (perMille === null ? '-' : (perMille / 1_000).toString())

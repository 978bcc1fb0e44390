import { accountingOn } from '#lib/entities/accounting-day.ts'
import { type InvariantRunRow, latestRuns } from '#lib/ledger/invariant-runs.ts'
import { lastDay } from '#lib/ledger/periods/month-model.ts'
import type { CheckContext, CheckResult } from './checks.ts'

const HREF = '/ledger/invariants'

/** What the last run of one promise about the books said, provided it was after the month's end. */
export async function checkRun({ tx, entity, month }: CheckContext, name: string): Promise<CheckResult> {
  const run = (await latestRuns(tx)).find((one) => one.name === name)
  if (run === undefined || accountingOn(entity, new Date(run.checkedAt)) <= lastDay(month)) return NOT_CHECKED
  const found = run.findings.map(({ what }) => what).join(' ')
  return run.outcome === 'holds'
    ? { outcome: 'ready', sentence: run.reason, href: HREF }
    : { outcome: 'open', sentence: `${run.reason} ${found}`.trim(), href: HREF }
}

/** Whether every promise held when it was last looked at. */
export async function checkRuns({ tx, entity, month }: CheckContext): Promise<CheckResult> {
  const runs = await latestRuns(tx)
  const isOld = ({ checkedAt }: InvariantRunRow) => accountingOn(entity, new Date(checkedAt)) <= lastDay(month)
  if (runs.length === 0 || runs.some(isOld)) return NOT_CHECKED
  const bad = runs.filter(({ outcome }) => outcome !== 'holds')
  return bad.length === 0
    ? { outcome: 'ready', sentence: `${runs.length} promises hold.`, href: HREF }
    : { outcome: 'open', sentence: bad.map(({ title, reason }) => `${title}: ${reason}`).join(' '), href: HREF }
}

const NOT_CHECKED: CheckResult = {
  outcome: 'open',
  sentence: 'The books were not checked since the month ended. Check them now on the page of promises.',
  href: HREF,
}

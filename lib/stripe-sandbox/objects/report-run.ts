import type { Rows } from '../core/kinds.ts'
import type { World } from '../core/world.ts'
import { schedule } from '../jobs/schedule.ts'
import { recordEvent } from '../webhooks/record-event.ts'
import { type Interval, reportCsv } from './report-table.ts'
import { storeFile } from './stored-file.ts'

type Run = Rows['report_run']

/** Stripe makes reports minutes later; here it takes half a virtual minute. */
const MAKING_SECONDS = 30

/** Orders a report; it is ready when the clock says so. */
export function createReportRun(world: World, account: string, type: string, parameters: Run['parameters']): Run {
  const run = world.store.insert('report_run', account, {
    id: world.ids.next('frr'),
    object: 'reporting.report_run',
    created: world.now(),
    error: null,
    livemode: false,
    parameters,
    report_type: type,
    result: null,
    status: 'pending',
    succeeded_at: null,
  })
  schedule(world, world.now() + MAKING_SECONDS, 'report', account, run.id)
  return run
}

/** Makes the file, and says so. */
export function finishReport(world: World, account: string, id: string): void {
  const run = world.require('report_run', account, id)
  const scope = run.parameters.connected_account ?? account
  const csv = reportCsv(world, scope, run.report_type, run.parameters.columns ?? [], intervalOf(run))
  const result = storeFile(world, account, {
    name: `${run.report_type}-${id}.csv`,
    type: 'csv',
    purpose: 'finance_report_run',
    title: `FinanceReportRun ${id}`,
    bytes: Buffer.from(csv),
  })
  const done = world.store.update('report_run', run, { result, status: 'succeeded', succeeded_at: world.now() })
  recordEvent(world, account, 'reporting.report_run.succeeded', 'report_run', done)
}

function intervalOf({ created, parameters }: Run): Interval {
  return {
    start: parameters.interval_start ?? 0,
    end: parameters.interval_end ?? created,
    ...(parameters.currency != null && { currency: parameters.currency }),
    ...(parameters.payout != null && { payout: parameters.payout }),
  }
}

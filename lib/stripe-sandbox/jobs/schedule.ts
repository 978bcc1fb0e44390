import type { Store } from '../core/store.ts'
import type { World } from '../core/world.ts'

/** Kinds of work that fall due, in the order they run when they fall due together. */
const JOB_KINDS = [
  'funds',
  'invoice',
  'payouts',
  'payout_sent',
  'payout_paid',
  'payout_reconciled',
  'aftermath',
  'dispute_due',
  'dispute_decided',
  'refund_fails',
  'report',
  'prune',
  'topup',
  'debit_decided',
  'refund_arrives',
  'reserve_expired',
  'connect_reserves',
  'checkout_expires',
  'subscription_schedule',
  'subscription',
  'upcoming',
  'trial_will_end',
  'incomplete_expires',
  'invoice_overdue',
  'test_clock',
  'quote_expires',
] as const
export type JobKind = (typeof JOB_KINDS)[number]
export type Job = { seq: number; due: number; kind: JobKind; subject: string; account: string }

export function createJobTable(store: Store): void {
  store.database.exec(`CREATE TABLE IF NOT EXISTS job (seq INTEGER PRIMARY KEY, due INTEGER NOT NULL, rank INTEGER NOT NULL,
    kind TEXT NOT NULL, account TEXT NOT NULL, subject TEXT NOT NULL, clock TEXT NOT NULL DEFAULT '');`)
  // One that an older sandbox made knows no test clocks.
  const isOld =
    store.database.prepare(`SELECT 1 FROM pragma_table_info('job') WHERE name = 'clock'`).get() === undefined
  if (isOld) store.database.exec(`ALTER TABLE job ADD COLUMN clock TEXT NOT NULL DEFAULT ''`)
  store.database.exec(
    'DROP INDEX IF EXISTS job_due; CREATE INDEX IF NOT EXISTS job_next ON job (clock, due, rank, seq);',
  )
}

export function schedule(world: World, due: number, kind: JobKind, account: string, subject: string): void {
  world.store
    .statement('INSERT INTO job (due, rank, kind, account, subject, clock) VALUES (?, ?, ?, ?, ?, ?)')
    .run(due, JOB_KINDS.indexOf(kind), kind, account, subject, world.testClock ?? '')
}

/** The same, unless it is on the schedule already. */
export function scheduleOnce(world: World, due: number, kind: JobKind, account: string, subject: string): void {
  const found = world.store
    .statement('SELECT 1 FROM job WHERE due = ? AND rank = ? AND account = ? AND subject = ?')
    .get(due, JOB_KINDS.indexOf(kind), account, subject)
  if (!found) schedule(world, due, kind, account, subject)
}

/** The next job due by then on the sandbox's time, or on a test clock's; earliest first. */
export function nextJob(world: World, by: number, clock = ''): Job | undefined {
  const found = world.store
    .statement(
      'SELECT seq, due, kind, account, subject FROM job WHERE clock = ? AND due <= ? ORDER BY due, rank, seq LIMIT 1',
    )
    .get(clock, by)
  return found as Job | undefined
}

export function finishJob(world: World, job: Job): void {
  world.store.statement('DELETE FROM job WHERE seq = ?').run(job.seq)
}

/** Nothing of a clock that is gone falls due any more. */
export function forgetJobs(world: World, clock: string): void {
  world.store.statement('DELETE FROM job WHERE clock = ?').run(clock)
}

/** What a run does, in order. Reading is shared by every worker; one of them does what follows. */
export const BACKFILL_PHASES = ['reading', 'posting', 'settling', 'payouts', 'checking', 'done'] as const
export type BackfillPhase = (typeof BACKFILL_PHASES)[number]

export type BackfillRun = {
  readonly id: string
  readonly kind: 'first' | 'again'
  readonly since: Date | null
  readonly upTo: Date
  readonly state: 'running' | 'paused' | 'done' | 'failed'
  readonly phase: BackfillPhase
  readonly stepDone: number
  readonly stepTotal: number
  readonly note: string
  readonly requestedBy: string
  readonly startedAt: Date
  readonly finishedAt: Date | null
}

export const RUN_COLUMNS = `id, kind, since, up_to AS "upTo", state, phase, step_done AS "stepDone", step_total AS "stepTotal",
  note, requested_by AS "requestedBy", started_at AS "startedAt", finished_at AS "finishedAt"`

export type UnitProgress = { readonly kind: string; readonly state: string; readonly reached: Date | null }

/** Where each phase begins and ends on the bar, in per cent: measured on a year of sixty sellers. */
const SHARE: Readonly<Record<BackfillPhase, readonly [number, number]>> = {
  reading: [0, 45],
  posting: [45, 55],
  settling: [55, 86],
  payouts: [86, 93],
  checking: [93, 100],
  done: [100, 100],
}

type Progress = Pick<BackfillRun, 'phase' | 'stepDone' | 'stepTotal' | 'since' | 'upTo'>

/**
 * How far a run has come, 0 to 100. Stripe never says how long a list is, but lists come newest first: a list is as far as
 * the creation it has reached lies between the end and the beginning of what is read.
 */
export function percentOf(run: Progress, units: readonly UnitProgress[], beginning: Date): number {
  const [from, to] = SHARE[run.phase]
  if (run.phase !== 'reading') {
    return run.stepTotal === 0 ? from : from + Math.floor(((to - from) * run.stepDone) / run.stepTotal)
  }
  // The accounts say which lists there are: before they are read, nobody knows how much is to come.
  if (units.length === 0 || units.some(({ kind, state }) => kind === 'account' && state === 'waiting')) return 0
  const start = (run.since ?? beginning).getTime()
  const span = Math.max(1, run.upTo.getTime() - start)
  const parts = units.map(({ state, reached }) => {
    if (state !== 'waiting') return 1_000
    if (reached === null) return 0
    return Math.min(1_000, Math.max(0, Math.floor(((run.upTo.getTime() - reached.getTime()) * 1_000) / span)))
  })
  return Math.floor((to * parts.reduce((sum, part) => sum + part, 0)) / (1_000 * units.length))
}

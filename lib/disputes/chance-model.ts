/** Answered cases that the bank decided, by reason and card network. */
export type Decided = {
  readonly reason: string
  readonly network: string
  readonly won: number
  readonly decided: number
}

/** How often cases like one were won. `bps` is null when too few were decided to say anything. */
export type Chance = {
  /** Hundredths of a percent. */
  readonly bps: number | null
  readonly won: number
  readonly decided: number
  readonly basis: 'reason_and_network' | 'reason' | 'everything' | 'none'
}

/** Fewer decided cases than this say nothing. */
export const CHANCE_SAMPLE_MIN = 8

/**
 * The share of our own answered cases that the bank decided for us: of the same reason and network where there are enough of them,
 * else of the same reason, else of all. Cases nobody answered are left out: they say what silence brings, not what an answer does.
 */
export function chanceOf(history: readonly Decided[], reason: string, network: string): Chance {
  const ofReason = history.filter((one) => one.reason === reason)
  const steps: readonly (readonly [Chance['basis'], readonly Decided[]])[] = [
    ['reason_and_network', ofReason.filter((one) => one.network === network)],
    ['reason', ofReason],
    ['everything', history],
  ]
  for (const [basis, cases] of steps) {
    const won = cases.reduce((sum, one) => sum + one.won, 0)
    const decided = cases.reduce((sum, one) => sum + one.decided, 0)
    if (decided >= CHANCE_SAMPLE_MIN) return { bps: Math.round((won * 10_000) / decided), won, decided, basis }
  }
  const decided = history.reduce((sum, one) => sum + one.decided, 0)
  return { bps: null, won: 0, decided, basis: 'none' }
}

export const chanceText = ({ bps }: Chance): string => (bps === null ? '–' : `${Math.round(bps / 100)} %`)

/** How a chance came about, in a sentence. */
export function chanceWords({ won, decided, basis }: Chance, reason: string, network: string): string {
  const words = reason.replaceAll('_', ' ')
  switch (basis) {
    case 'reason_and_network':
      return `We won ${won} of ${decided} answered “${words}” cases on ${network}.`
    case 'reason':
      return `We won ${won} of ${decided} answered “${words}” cases on all networks; too few on ${network || 'this one'} alone.`
    case 'everything':
      return `We won ${won} of ${decided} answered cases of all reasons; too few of “${words}” alone.`
    case 'none':
      return `Only ${decided} of our answered cases were decided so far; below ${CHANCE_SAMPLE_MIN} no chance is stated.`
  }
}

import type { AlertKind, DetectorKey, Level } from '../alerts/alert-model.ts'
import { componentText } from '../components-model.ts'

/** What the detectors look at, of one seller. Amounts are ratios of amounts in the seller's main currency: no money is added up here. */
export type Signals = {
  readonly sellerId: string
  /** Days since the seller counts as one. */
  readonly days: number
  /** Orders of the last 7 days, of the 28, and of the 56 before the last 7. */
  readonly orders7: number
  readonly orders28: number
  readonly ordersBefore: number
  /** Sales of the last 7 days in weeks of the eight before, beside everybody else; null where there were none. */
  readonly jump: number | null
  /** Of the sales of 28 days, what went back in the last 7; and what usually goes back. */
  readonly refunded7: number | null
  readonly refundedUsually: number | null
  /** The average order of 7 days in average orders of the eight weeks before; null where there are none. */
  readonly ticket: number | null
  /** Days since bank details changed; null when they never did. Whether another seller has one of them now. */
  readonly bankAge: number | null
  readonly isBankShared: boolean
  /** Payouts before the last three days; what was taken out by hand in these three, in usual payouts. */
  readonly payoutsBefore: number
  readonly cashOut: number | null
}

export type Sighting = { readonly level: Level; readonly sentence: string }

type Detector = {
  /** How much it needs before it says anything, in words. */
  readonly needs: string
  readonly look: (signals: Signals) => Sighting
}

const QUIET: Sighting = { level: 'clear', sentence: '' }
const TIMES = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
const times = (value: number) => `${TIMES.format(value)} times`

/** Between two lines: raised at one, cleared at the other. */
const between = (value: number, clearAt: number, raiseAt: number): Level => {
  if (value >= raiseAt) return 'raise'
  return value <= clearAt ? 'clear' : 'between'
}

/** Money that leaves at once to a bank account of two weeks and less is looked at sooner. */
const isNew = (bankAge: number | null) => bankAge !== null && bankAge <= 14

/** The detectors: pure rules over facts. One without enough to go by says nothing. */
export const DETECTORS: Readonly<Record<DetectorKey, Detector>> = {
  volume_jump: {
    needs: '15 orders in a week, and 16 in the eight before',
    look: ({ orders7, ordersBefore, jump }) =>
      jump === null || orders7 < 15 || ordersBefore < 16
        ? QUIET
        : {
            level: between(jump, 2, 4),
            sentence: `${orders7} orders in a week: ${times(jump)} the sales of a usual one, beside everybody else’s.`,
          },
  },
  refund_burst: {
    needs: '20 orders in four weeks',
    look: ({ orders28, refunded7, refundedUsually }) => {
      if (refunded7 === null || orders28 < 20) return QUIET
      const usual = Math.max(0.02, refundedUsually ?? 0)
      const isMuch = between(refunded7, 0.06, 0.12)
      const isUnusual = between(refunded7 / usual, 2, 3)
      return {
        level: isMuch === 'clear' || isUnusual === 'clear' ? 'clear' : isMuch === isUnusual ? isMuch : 'between',
        sentence: `${componentText('refund_rate', refunded7)} of four weeks’ sales went back in the last seven days; usually it is ${componentText('refund_rate', refundedUsually ?? 0)}.`,
      }
    },
  },
  new_bank: {
    needs: 'a seller of 30 days and more, with orders',
    look: ({ days, bankAge, orders28 }) =>
      bankAge === null || days < 30 || orders28 < 1
        ? QUIET
        : {
            level: bankAge <= 7 ? 'raise' : bankAge > 14 ? 'clear' : 'between',
            sentence: `Bank details changed ${bankAge < 1 ? 'today' : `${Math.floor(bankAge)} days ago`}, and the seller goes on selling.`,
          },
  },
  shared_bank: {
    needs: 'nothing: the fingerprint says it',
    look: ({ isBankShared }) =>
      isBankShared ? { level: 'raise', sentence: 'Another seller is paid out to the same bank account.' } : QUIET,
  },
  ticket_size: {
    needs: '5 orders in a week, and 20 in the eight before',
    look: ({ orders7, ordersBefore, ticket }) =>
      ticket === null || orders7 < 5 || ordersBefore < 20
        ? QUIET
        : {
            level: between(ticket, 1.8, 3.5),
            sentence: `The average of ${orders7} orders in a week is ${times(ticket)} that of the ${ordersBefore} before.`,
          },
  },
  cash_out: {
    needs: 'three payouts before',
    look: ({ payoutsBefore, cashOut, bankAge }) =>
      cashOut === null || payoutsBefore < 3
        ? QUIET
        : {
            level: between(cashOut, 1.5, isNew(bankAge) ? 2 : 4),
            sentence: `In three days the seller took out by hand ${times(cashOut)} what a payout usually is${isNew(bankAge) ? ', to a bank account that is new' : ''}.`,
          },
  },
}

/** How much a kind of alert needs before it is raised, in words. */
export const needsOf = (kind: AlertKind): string =>
  kind === 'low_score' ? 'each component has its own smallest sample' : DETECTORS[kind].needs

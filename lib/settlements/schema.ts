import { z } from 'zod'

const settlementId = z.string().regex(/^stl_[0-9a-z]+$/)
const sellerId = z.string().regex(/^sel_[0-9a-z]+$/)

export const rerunInput = z.object({ settlementId })
export const proposeAgainInput = z.object({ settlementId, sellerId })

/** Words of the settlement's state, for filters, pills and exports. */
export const SETTLEMENT_STATES = ['paused', 'proposed', 'settled', 'refunded', 'nothing_collected'] as const
export type SettlementState = (typeof SETTLEMENT_STATES)[number]

/** The accounting days a report covers; what is no date counts as not given. */
const day = z.iso.date().nullable().catch(null)
export const taxPeriod = z.object({ from: day, until: day })

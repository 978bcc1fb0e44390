import { z } from 'zod'

const minor = z.string().regex(/^\d{1,18}$/, 'Write an amount, zero or more.')
const days = z.number().int().min(0).max(3_650)

/**
 * The rules of one policy version. Amounts are minor units of the entity's functional currency, unless they name another.
 * What older versions did not know yet has a default here: no limit, no condition.
 */
export const policyRules = z.object({
  reviewAboveMinor: minor,
  twoPersonAboveMinor: minor,
  newSellerDays: days,
  expiryHours: z.number().int().min(1).max(720),
  /** What may go to one seller by itself within a day, and within seven. Null: no limit. */
  sellerDayMinor: minor.nullable().default(null),
  sellerWeekMinor: minor.nullable().default(null),
  /** What may leave by itself in all within a day. */
  entityDayMinor: minor.nullable().default(null),
  /** What may leave by itself within one settlement run. */
  runMinor: minor.nullable().default(null),
  /** What one person may approve within a day. */
  approverDayMinor: minor.nullable().default(null),
  /** In these currencies the limits are stated in the currency itself. */
  currencyLimits: z
    .array(z.object({ currency: z.string().regex(/^[A-Z]{3}$/), reviewAboveMinor: minor, twoPersonAboveMinor: minor }))
    .max(20)
    .default([]),
  /** A person looks at the first money a seller gets. */
  reviewsFirstPayout: z.boolean().default(false),
  /** A person looks while bank details are younger than this. Zero: never because of it. */
  bankChangeDays: days.default(0),
  /** A person looks when the seller got nothing for longer than this. Zero: never because of it. */
  dormantDays: days.default(0),
  /** A person looks above this many times the seller's usual transfer. Zero: never because of it. */
  unusualTimes: z.number().int().min(0).max(100).default(0),
  /** How many transfers make a usual one. */
  unusualSampleMin: z.number().int().min(1).max(100).default(5),
  /** What waits for funds longer than this is decided about again. */
  waitingFundsDays: z.number().int().min(1).max(365).default(30),
  /** A hold on a seller ends only when a second person agrees. */
  holdReleasesByAnother: z.boolean().default(false),
  /** In a bulk approval, one of this many proposals is opened first, chosen by chance. */
  sampleOneIn: z.number().int().min(1).max(50).default(5),
})
export type PolicyRules = z.infer<typeof policyRules>

/**
 * The first version: over 5,000.00, single or within a day to one seller, and to sellers younger than 30 days, a person; over
 * 50,000.00 two; approvals last 72 h.
 */
export const DEFAULT_RULES = (minorPerMajor: bigint): PolicyRules => {
  const major = (amount: bigint) => (amount * minorPerMajor).toString()
  return {
    reviewAboveMinor: major(5_000n),
    twoPersonAboveMinor: major(50_000n),
    newSellerDays: 30,
    expiryHours: 72,
    sellerDayMinor: major(5_000n),
    sellerWeekMinor: major(20_000n),
    entityDayMinor: major(250_000n),
    runMinor: major(100_000n),
    approverDayMinor: major(500_000n),
    currencyLimits: [],
    reviewsFirstPayout: true,
    bankChangeDays: 14,
    dormantDays: 180,
    unusualTimes: 3,
    unusualSampleMin: 5,
    waitingFundsDays: 30,
    holdReleasesByAnother: true,
    sampleOneIn: 5,
  }
}

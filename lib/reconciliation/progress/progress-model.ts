import { z } from 'zod'

const RUN_KINDS = ['payouts', 'matching'] as const
export type RunKind = (typeof RUN_KINDS)[number]

/** What runs now, and a number that is another one whenever a run did something. */
export const runsNow = z.object({
  runs: z.array(
    z.object({
      kind: z.enum(RUN_KINDS),
      label: z.string(),
      /** Whole percent; null where nobody knows how much there is. */
      percent: z.number().nullable(),
    }),
  ),
  version: z.string(),
})
export type RunsNow = z.infer<typeof runsNow>

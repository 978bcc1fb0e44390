import { z } from 'zod'

export const REPLAYED_MAX = 200

const eventKey = z.object({
  account: z.string().min(1).max(255),
  id: z.string().min(1).max(255),
})

/** Events to work on again. */
export const replayInput = z.object({
  events: z.array(eventKey).min(1).max(REPLAYED_MAX, `Replay at most ${REPLAYED_MAX} events at a time.`),
})

export type EventKey = z.infer<typeof eventKey>

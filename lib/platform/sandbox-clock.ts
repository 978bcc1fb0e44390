import { z } from 'zod'
import { setClockOffset } from './clock.ts'
import { env } from './env.ts'
import { log } from './log.ts'

const answer = z.object({ now: z.number(), offset_seconds: z.number(), end: z.number(), go_live: z.number() })

export type SandboxClock = z.infer<typeof answer>

/** Reads the sandbox's clock and follows its offset; null with keys that are not the sandbox's. */
export async function followSandboxClock(): Promise<SandboxClock | null> {
  if (!env.isDemo) return null
  const url = new URL('/_sandbox/clock', env.STRIPE_API_BASE)
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch((error: unknown) => {
    throw new Error(
      `The Stripe sandbox does not answer at ${url.origin}: start it with npm start, which brings everything, or npm run sandbox, or name a key of your own in STRIPE_SECRET_KEY.`,
      { cause: error },
    )
  })
  const clock = answer.parse(await response.json())
  setClockOffset(clock.offset_seconds * 1_000)
  return clock
}

/** Keeps following it, so that a jump reaches every process within two seconds. Returns a function that stops. */
export function keepFollowingSandboxClock(): () => void {
  if (!env.isDemo) return () => {}
  const timer = setInterval(() => {
    followSandboxClock().catch((error: unknown) =>
      log.warn({ error: String(error) }, 'the sandbox clock did not answer'),
    )
  }, 2_000)
  timer.unref()
  return () => clearInterval(timer)
}

import type { Entity } from '#lib/entities/entity.ts'
import { clock } from '#lib/platform/clock.ts'
import { inTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { log } from '#lib/platform/log.ts'
import { StripeTrouble } from '#lib/providers/stripe/stripe-trouble.ts'
import { advance } from './advance.ts'
import { openOnboardings, refreshOnboarding } from './refresh.ts'
import { stripeSide } from './stripe-side.ts'

/**
 * Brings sellers on the way in up to date: those named are looked up at Stripe; with an empty id among them, all that are under way go
 * on by what is known here, or by asking for the account that is not there yet. One whose account Stripe does not tell about keeps nobody waiting.
 */
export async function workOnboardings(entity: Entity, ids: readonly string[]): Promise<void> {
  const side = stripeSide(entity)
  const named = [...new Set(ids)].filter((id) => id !== '')
  const refresh = async (onboardingId: string) => {
    try {
      await refreshOnboarding({ entity, onboardingId, side, at: clock.now() })
    } catch (error) {
      if (!(error instanceof StripeTrouble)) throw error
      log.warn({ onboarding: onboardingId, error: error.message }, 'Stripe did not tell about an account')
    }
  }
  for (const onboardingId of named) await refresh(onboardingId)
  if (!ids.includes('')) return
  for (const { id: onboardingId, hasAccount } of await read(SYSTEM(entity), openOnboardings)) {
    if (named.includes(onboardingId)) continue
    if (!hasAccount) await refresh(onboardingId)
    else await inTransaction(SYSTEM(entity), (tx) => advance(tx, { entity, onboardingId, at: clock.now() }))
  }
}

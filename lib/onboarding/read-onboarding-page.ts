import type { Actor } from '#lib/access/actor.ts'
import { listContracts } from '#lib/contracts/list-contracts.ts'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { read } from '#lib/platform/db.ts'
import type { Page } from '#lib/platform/page-key.ts'
import { type DaysToLive, daysToLive } from './days-to-live.ts'
import {
  countOnboardings,
  listOnboardings,
  type OnboardingQuery,
  type OnboardingRow,
  type StateCounts,
} from './list-onboardings.ts'
import { type CurrentSettings, currentSettings } from './settings.ts'
import { listTemplates, openTemplates, type TemplateView } from './templates.ts'

type OnboardingPage = {
  readonly page: Page<OnboardingRow>
  readonly counts: StateCounts
  readonly live: DaysToLive
  readonly templates: readonly { readonly id: string; readonly name: string }[]
}

/** Everything the list of sellers on the way in shows. */
export function readOnboardingPage(actor: Actor, query: OnboardingQuery, at: Date): Promise<OnboardingPage> {
  return read(actor.scope, async (tx) => ({
    page: await listOnboardings(tx, query, at),
    counts: await countOnboardings(tx, at),
    live: await daysToLive(tx),
    templates: (await openTemplates(tx)).map(({ id, name }) => ({ id, name })),
  }))
}

type TermsPage = {
  readonly templates: readonly TemplateView[]
  /** Contracts whose terms can be kept as a template. */
  readonly contracts: readonly { readonly id: string; readonly name: string }[]
  readonly current: CurrentSettings
}

const CONTRACTS_MAX = 200

/** Templates, what they can be made of, and how first payments are reviewed. */
export function readTermsPage(actor: Actor, at: Date): Promise<TermsPage> {
  const on = accountingOn(actor.entity, at)
  return read(actor.scope, async (tx) => ({
    templates: await listTemplates(tx),
    contracts: (await listContracts(tx, on, { limit: CONTRACTS_MAX })).rows.map(({ id, name }) => ({ id, name })),
    current: await currentSettings(tx),
  }))
}

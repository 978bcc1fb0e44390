import type { Actor } from '#lib/access/actor.ts'
import { clock } from '#lib/platform/clock.ts'
import { read } from '#lib/platform/db.ts'
import { count, instant } from '#lib/platform/export-columns.ts'
import { listOnboardings, type OnboardingQuery } from './list-onboardings.ts'

export const ONBOARDING_HEADER = [
  'Invitation id',
  'Seller',
  'Address',
  'Country',
  'Status',
  count('Days in it'),
  'Stuck',
  'Waits for',
  'Terms',
  instant('Invited at (UTC)'),
  count('Days to live'),
  'Seller id',
]

const ROWS_PER_READ = 500

/** Every row of the list as it is filtered, in pages. */
export async function* exportOnboardings(
  actor: Actor,
  filter: Pick<OnboardingQuery, 'q' | 'state' | 'stuck'>,
): AsyncGenerator<string[][]> {
  let after: string | null = null
  const at = clock.now()
  do {
    const query: OnboardingQuery = { ...filter, after, limit: ROWS_PER_READ }
    const page = await read(actor.scope, (tx) => listOnboardings(tx, query, at))
    yield page.rows.map((row) => [
      row.id,
      row.name,
      row.email,
      row.country,
      row.state,
      `${row.days}`,
      row.isStuck ? 'yes' : 'no',
      row.waits,
      row.template,
      row.invitedAt,
      row.daysToLive === null ? '' : `${row.daysToLive}`,
      row.sellerId,
    ])
    after = page.nextCursor
  } while (after !== null)
}

import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { settingsChanged } from './refusals.ts'
import { reviewSettings } from './schema.ts'
import { DEFAULT_REVIEW, type ReviewSettings } from './settings-model.ts'

export type CurrentSettings = {
  /** 0 for the product's own. */
  readonly version: number
  readonly settings: ReviewSettings
}

/** How first payments are reviewed now. */
export async function currentSettings(tx: Sql): Promise<CurrentSettings> {
  const [row] = await tx.sql<{ version: number; settings: unknown }>(
    `SELECT version, settings FROM onboarding_setting WHERE entity_id = $1 AND livemode = $2 ORDER BY version DESC LIMIT 1`,
    [tx.scope.entityId, tx.scope.livemode],
  )
  if (row === undefined) return { version: 0, settings: DEFAULT_REVIEW }
  return { version: row.version, settings: reviewSettings.parse(row.settings) }
}

type Changing = {
  readonly actor: Actor
  readonly settings: ReviewSettings
  readonly note: string
  readonly seen: number
  readonly at: Date
}

/** Reviews first payments otherwise from now on. Refuses when somebody else changed it since it was seen. */
export async function changeSettings(tx: Sql, { actor, settings, note, seen, at }: Changing): Promise<void> {
  const current = await currentSettings(tx)
  const written =
    current.version !== seen
      ? 0
      : await tx.exec(
          `INSERT INTO onboarding_setting (entity_id, livemode, version, settings, note, changed_by, changed_at)
           VALUES ($1, $2, $3::int, $4::text::jsonb, $5, $6, $7::text::timestamptz) ON CONFLICT DO NOTHING`,
          [
            tx.scope.entityId,
            tx.scope.livemode,
            seen + 1,
            JSON.stringify(settings),
            note,
            actor.personId,
            at.toISOString(),
          ],
        )
  if (written === 0) throw settingsChanged()
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
    action: 'onboarding.change_settings',
    subject: { kind: 'onboarding_setting', id: `${seen + 1}` },
    before: current.settings,
    after: settings,
    note: `Changed how first payments are reviewed: ${note}`,
    requestId: actor.requestId,
    at,
  })
}

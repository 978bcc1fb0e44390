import type { Actor } from '#lib/access/actor.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Sql } from '#lib/platform/db.ts'
import { settingsChanged } from './refusals.ts'
import { healthSettings } from './schema.ts'
import { DEFAULT_SETTINGS, type HealthSettings } from './settings-model.ts'

export type SettingsVersion = {
  readonly version: number
  readonly settings: HealthSettings
  readonly note: string
  readonly changedByName: string
  /** Null for the product's own. */
  readonly changedAt: string | null
}

const OWN: SettingsVersion = {
  version: 0,
  settings: DEFAULT_SETTINGS,
  note: 'The product’s own.',
  changedByName: '',
  changedAt: null,
}

const VERSIONS_MAX = 20

/** Every version of the settings, the one in force first. */
export async function listSettings(tx: Sql): Promise<readonly [SettingsVersion, ...SettingsVersion[]]> {
  const rows = await tx.sql<{ version: number; settings: unknown; note: string; name: string; at: Date }>(
    `SELECT h.version, h.settings, h.note, coalesce(p.name, '') AS name, h.changed_at AS at
       FROM health_setting h LEFT JOIN person p ON p.id = h.changed_by
      WHERE h.entity_id = $1 AND h.livemode = $2 ORDER BY h.version DESC LIMIT $3`,
    [tx.scope.entityId, tx.scope.livemode, VERSIONS_MAX],
  )
  const [first, ...others] = rows.map(({ version, settings, note, name, at }) => ({
    version,
    settings: healthSettings.parse(settings),
    note,
    changedByName: name,
    changedAt: at.toISOString(),
  }))
  return first === undefined ? [OWN] : [first, ...others, OWN]
}

type Changing = {
  readonly actor: Actor
  readonly settings: HealthSettings
  readonly note: string
  readonly seen: number
  readonly at: Date
}

/** Judges sellers by other weights from now on: a new version. Refuses when somebody else changed them since they were seen. */
export async function changeSettings(
  tx: Sql,
  { actor, settings, note, seen, at }: Changing,
): Promise<{ version: number }> {
  const [current] = await listSettings(tx)
  const version = seen + 1
  const written =
    current.version !== seen
      ? 0
      : await tx.exec(
          `INSERT INTO health_setting (entity_id, livemode, version, settings, note, changed_by, changed_at)
           VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7::text::timestamptz) ON CONFLICT DO NOTHING`,
          [
            tx.scope.entityId,
            tx.scope.livemode,
            version,
            JSON.stringify(settings),
            note,
            actor.personId,
            at.toISOString(),
          ],
        )
  if (written === 0) throw settingsChanged()
  await recordAudit(tx, {
    actor: { kind: 'person', id: actor.personId, role: actor.roles.join(',') },
    action: 'health.change_settings',
    subject: { kind: 'health_setting', id: `${version}` },
    before: current.settings,
    after: settings,
    note: `Changed how sellers are scored: ${note}`,
    requestId: actor.requestId,
    at,
  })
  return { version }
}

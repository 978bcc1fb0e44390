import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { SettingsVersion } from '#lib/health/settings.ts'

type SettingsVersionsProps = {
  readonly versions: readonly SettingsVersion[]
  readonly now: string
  readonly timeZone: string
}

/** Who changed the weights when and why, the ones in force first. */
export function SettingsVersions({ versions, now, timeZone }: SettingsVersionsProps) {
  return (
    <ol className="divide-y divide-line">
      {versions.map(({ version, note, changedByName, changedAt, settings }) => (
        <li key={version} className="py-2.5 first:pt-0">
          <p className="font-medium">Version {version}</p>
          <p className="break-words">{note}</p>
          <p className="text-ink-3 text-sm">
            Raised at {settings.raiseAt}, cleared at {settings.clearAt}
            {changedAt === null ? null : (
              <>
                {' · '}
                <RelativeTime at={changedAt} now={now} timeZone={timeZone} /> {changedByName && `by ${changedByName}`}
              </>
            )}
          </p>
        </li>
      ))}
    </ol>
  )
}

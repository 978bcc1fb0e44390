import { TextLink } from '#components/ui/text-link.tsx'
import { AUDIENCE_WORDS, type DocumentVersion } from '#lib/assistant/retrieval/document-model.ts'

type VersionListProps = {
  readonly slug: string
  readonly versions: readonly DocumentVersion[]
  /** Whose text the page shows. */
  readonly shown: number
}

/** Every version, newest first: when, by whom, and what they said about it. */
export function VersionList({ slug, versions, shown }: VersionListProps) {
  return (
    <ol className="flex flex-col gap-3">
      {versions.map((version) => (
        <li key={version.version} className="flex flex-col gap-0.5 text-sm">
          <span className="font-medium">
            {version.version === shown ? (
              `Version ${version.version}, shown`
            ) : (
              <TextLink href={`/policies/${slug}?version=${version.version}`}>{`Version ${version.version}`}</TextLink>
            )}
          </span>
          <span className="break-words text-ink-2">
            {[version.addedAt.slice(0, 10), version.addedByName || 'Tieout', version.fileName]
              .filter((part) => part !== '')
              .join(' · ')}
          </span>
          <span className="text-ink-3">{AUDIENCE_WORDS[version.audience]}</span>
          {version.note === '' ? null : <span className="break-words text-ink-2">{version.note}</span>}
        </li>
      ))}
    </ol>
  )
}

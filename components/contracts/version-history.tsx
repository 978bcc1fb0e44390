import { Pill } from '#components/ui/pill.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { Difference } from '#lib/contracts/diff-model.ts'
import type { ContractDetail, ContractVersionRow } from '#lib/contracts/get-contract.ts'
import { DifferenceList } from './difference-list.tsx'
import { standingOf } from './version-standing.ts'

type VersionHistoryProps = {
  readonly contract: ContractDetail
  readonly changes: Readonly<Record<string, readonly Difference[]>>
  /** The accounting day of the present, `YYYY-MM-DD`. */
  readonly today: string
}

/** Every version, newest first: what it says, what it changed, who approved it and what was signed. */
export function VersionHistory({ contract, changes, today }: VersionHistoryProps) {
  if (contract.versions.length === 0)
    return <p className="text-ink-2">Nothing was agreed yet. Until a version is approved, the default terms apply.</p>
  return (
    <ol className="flex flex-col gap-3">
      {contract.versions.map((version) => (
        <Version
          key={version.id}
          version={version}
          contract={contract}
          changes={changes[version.id] ?? []}
          today={today}
        />
      ))}
    </ol>
  )
}

type VersionProps = {
  readonly version: ContractVersionRow
  readonly contract: ContractDetail
  readonly changes: readonly Difference[]
  readonly today: string
}

function Version({ version, contract, changes, today }: VersionProps) {
  const { word, tone } = standingOf(version, contract.versions, today)
  return (
    <li className="rounded-md border border-line bg-surface-raised px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium text-base">
          Version {version.version}, from {version.effectiveOn}
        </h3>
        <Pill tone={tone}>{word}</Pill>
      </div>
      <ul className="mt-2 list-inside list-disc text-ink-2">
        {[...version.rules, ...version.tiers, ...version.conditions].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="mt-2 flex flex-wrap gap-x-4 text-ink-3">
        <span>
          Entered {version.createdAt.slice(0, 10)}
          {version.createdByName === '' ? '' : ` by ${version.createdByName}`}
        </span>
        {version.note === '' ? null : <span>{version.note}</span>}
        {version.proposalId === '' ? null : <TextLink href={`/approvals/${version.proposalId}`}>Approval</TextLink>}
        {version.attachmentHash === '' ? null : (
          <TextLink href={`/api/contracts/attachments/${version.attachmentHash}`}>What was signed</TextLink>
        )}
      </p>
      {version.version === 1 ? null : (
        <details className="mt-2">
          <summary className="cursor-pointer text-accent-text">What it changed</summary>
          <DifferenceList differences={changes} none="Nothing." />
        </details>
      )}
    </li>
  )
}

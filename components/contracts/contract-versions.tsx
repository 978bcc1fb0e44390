import { Pill } from '#components/ui/pill.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ContractDetail } from '#lib/contracts/get-contract.ts'
import { currentVersion, standingOf } from './version-standing.ts'

type ContractVersionsProps = {
  readonly contract: ContractDetail | null
  /** The accounting day of the present, `YYYY-MM-DD`. */
  readonly today: string
}

/** What applies to a seller today, in words, with the days of the other versions. */
export function ContractVersions({ contract, today }: ContractVersionsProps) {
  if (contract === null) return <p className="text-ink-2">No contract applies, and there is no default one.</p>
  const current = currentVersion(contract.versions, today)
  return (
    <div className="flex flex-col gap-3">
      <p>
        <TextLink href={`/contracts/${contract.id}`}>{contract.name}</TextLink>
        {contract.isDefault ? (
          <span className="text-ink-2">, the default for sellers without a contract of their own</span>
        ) : null}
      </p>
      {current === undefined ? null : (
        <ul className="list-inside list-disc text-ink-2 text-sm">
          {[...current.rules, ...current.tiers, ...current.conditions].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <ol className="flex flex-col gap-1.5 text-sm">
        {contract.versions.map((version) => {
          const { word, tone } = standingOf(version, contract.versions, today)
          return (
            <li key={version.id} className="flex flex-wrap items-center justify-between gap-2">
              <span>
                Version {version.version}, from {version.effectiveOn}
              </span>
              <Pill tone={tone}>{word}</Pill>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

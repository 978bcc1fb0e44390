import { Pill } from '#components/ui/pill.tsx'
import type { ContractDetail, ContractVersionRow } from '#lib/contracts/get-contract.ts'

type ContractVersionsProps = {
  readonly contract: ContractDetail | null
  /** The accounting day of the present, `YYYY-MM-DD`. */
  readonly today: string
}

/** What was agreed with a seller, version by version. */
export function ContractVersions({ contract, today }: ContractVersionsProps) {
  if (contract === null) return <p className="text-ink-2">No contract applies, and there is no default one.</p>
  const current = contract.versions
    .filter((version) => version.effectiveOn <= today)
    .toSorted((left, right) =>
      left.effectiveOn === right.effectiveOn
        ? right.version - left.version
        : left.effectiveOn < right.effectiveOn
          ? 1
          : -1,
    )[0]
  return (
    <div className="flex flex-col gap-3">
      <p>
        <span className="font-medium">{contract.name}</span>
        {contract.isDefault ? (
          <span className="text-ink-2">, the default for sellers without a contract of their own</span>
        ) : null}
      </p>
      <ol className="flex flex-col gap-3">
        {contract.versions.map((version) => (
          <Version key={version.id} version={version} isCurrent={version.id === current?.id} />
        ))}
      </ol>
    </div>
  )
}

function Version({ version, isCurrent }: { readonly version: ContractVersionRow; readonly isCurrent: boolean }) {
  return (
    <li className="rounded-md border border-line px-3 py-2 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-medium">
          Version {version.version}, from {version.effectiveOn}
        </span>
        {isCurrent ? <Pill tone="good">applies today</Pill> : null}
      </div>
      <ul className="mt-1 list-inside list-disc text-ink-2">
        {[...version.rules, ...version.tiers, ...version.conditions].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </li>
  )
}

import type { Tone } from '#components/ui/pill.tsx'
import type { ContractVersionRow } from '#lib/contracts/get-contract.ts'

type Dated = Pick<ContractVersionRow, 'id' | 'version' | 'effectiveOn'>

/** The version that applies on a day: the latest day that has come, the higher version of two on one day. */
export function currentVersion<V extends Dated>(versions: readonly V[], today: string): V | undefined {
  return versions
    .filter(({ effectiveOn }) => effectiveOn <= today)
    .toSorted((left, right) =>
      left.effectiveOn === right.effectiveOn
        ? right.version - left.version
        : left.effectiveOn < right.effectiveOn
          ? 1
          : -1,
    )[0]
}

/** How a version stands on a day. */
export function standingOf(version: Dated, versions: readonly Dated[], today: string): { word: string; tone: Tone } {
  if (version.effectiveOn > today) return { word: 'to come', tone: 'wait' }
  if (currentVersion(versions, today)?.id === version.id) return { word: 'applies today', tone: 'good' }
  return { word: 'superseded', tone: 'plain' }
}

/** A cover ratio in basis points as a percentage; below one the platform holds less than it owes. */
export function CoverText({ ratioBps }: { readonly ratioBps: string | null }) {
  if (ratioBps === null) return <span className="whitespace-nowrap text-ink-3">nothing owed</span>
  const isShort = BigInt(ratioBps) < 10_000n
  return (
    <span className={`figures whitespace-nowrap font-medium ${isShort ? 'text-bad-ink' : ''}`}>
      {percent(ratioBps)}
      {isShort ? <span className="block font-normal text-xs">less than owed</span> : null}
    </span>
  )
}

/** One digit, rounded down: a cover just below one never shows as one. */
function percent(bps: string): string {
  const tenths = BigInt(bps) / 10n
  const digits = (tenths < 0n ? -tenths : tenths).toString().padStart(2, '0')
  return `${tenths < 0n ? '-' : ''}${digits.slice(0, -1)}.${digits.slice(-1)} %`
}

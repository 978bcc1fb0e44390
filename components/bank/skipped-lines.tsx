import { ScrollRegion } from '#components/ui/scroll-region.tsx'

type SkippedLinesProps = {
  readonly skipped: readonly {
    readonly lineNo: number
    readonly reason: string
    readonly detail: string
    readonly raw: string
  }[]
  readonly words: Readonly<Record<string, string>>
  /** How many there are in all. */
  readonly count: number
}

/** Every line that was left out, with its reason and its own words. */
export function SkippedLines({ skipped, words, count }: SkippedLinesProps) {
  return (
    <div className="flex flex-col gap-2">
      <ScrollRegion label="Lines left out" className="max-h-96 rounded-md border border-line bg-surface-raised">
        <table className="w-full text-sm">
          <thead>
            <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
              <th scope="col">Line</th>
              <th scope="col">Why</th>
              <th scope="col">What the file says</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {skipped.map(({ lineNo, reason, detail, raw }) => (
              <tr key={`${lineNo} ${reason} ${raw}`} className="align-top [&>td]:px-3 [&>td]:py-2">
                <td className="figures text-ink-3">{lineNo}</td>
                <td className="min-w-48">
                  {words[reason] ?? reason}
                  {detail === '' ? null : <span className="block text-ink-3">{detail}</span>}
                </td>
                <td className="min-w-64 break-all font-mono text-ink-2 text-xs">{raw.slice(0, RAW_SHOWN)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {count > skipped.length ? <p className="text-ink-3 text-sm">{`and ${count - skipped.length} more.`}</p> : null}
    </div>
  )
}

const RAW_SHOWN = 400

import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { KINDS } from '#lib/health/alerts/alert-model.ts'
import type { Precision } from '#lib/health/detectors/precision.ts'

type PrecisionTableProps = {
  readonly rows: readonly (Precision & { readonly needs: string })[]
}

/** Few verdicts say little about a detector. */
const ENOUGH = 5

/** What each detector looks for, what it needs, and how often people agreed with it. */
export function PrecisionTable({ rows }: PrecisionTableProps) {
  return (
    <ScrollRegion label="Detectors">
      <table className="w-full text-left">
        <thead>
          <tr className="border-line border-b text-ink-3 text-sm">
            <th scope="col" className="py-2 pr-4 font-normal">
              Detector
            </th>
            <th scope="col" className="py-2 pr-4 font-normal">
              Says nothing before
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-normal">
              Raised
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-normal">
              Right
            </th>
            <th scope="col" className="py-2 pr-4 text-right font-normal">
              Wrong
            </th>
            <th scope="col" className="py-2 text-right font-normal">
              Precision
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kind, needs, raised, right, wrong, percent }) => (
            <tr key={kind} className="border-line border-b align-top">
              <th scope="row" className="min-w-56 py-2.5 pr-4 font-normal">
                <span className="font-medium">{KINDS[kind].name}</span>
                <span className="block text-ink-2 text-sm">{KINDS[kind].words}</span>
              </th>
              <td className="min-w-44 py-2.5 pr-4 text-ink-2 text-sm">{needs}</td>
              <td className="figures py-2.5 pr-4 text-right">{raised}</td>
              <td className="figures py-2.5 pr-4 text-right">{right}</td>
              <td className="figures py-2.5 pr-4 text-right">{wrong}</td>
              <td className="py-2.5 text-right">
                {percent === null ? (
                  <span className="text-ink-3">no verdict yet</span>
                ) : (
                  <>
                    <span className="figures">{percent} %</span>
                    {right + wrong < ENOUGH ? <span className="block text-ink-3 text-sm">too few to say</span> : null}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

import { MoneyText } from '#components/money/money-text.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { DayRow } from '#lib/reconciliation/days/list-days.ts'
import { DayPill } from './day-pill.tsx'

const WEEKDAY = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' })

/** The days of a month, latest first: who signed each, and what it closed with then. */
export function DayTable({ rows }: { readonly rows: readonly DayRow[] }) {
  return (
    <ScrollRegion label="Days" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Day</th>
            <th scope="col">Status</th>
            <th scope="col" className="hidden text-right sm:table-cell">
              Lines
            </th>
            <th scope="col" className="hidden text-right md:table-cell">
              Closed with, as signed
            </th>
            <th scope="col" className="hidden sm:table-cell">
              Signed by
            </th>
            <th scope="col" className="hidden lg:table-cell">
              Comment
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ day, state, lineCount, lateCount, signature }) => (
            <tr key={day} className="[&>td]:px-3 [&>td]:py-2 [&>th]:px-3 [&>th]:py-2">
              <th scope="row" className="whitespace-nowrap text-left font-normal">
                <TextLink href={`/close/days/${day}`}>{day}</TextLink>{' '}
                <span className="text-ink-3">{WEEKDAY.format(new Date(`${day}T00:00:00Z`))}</span>
              </th>
              <td>
                <DayPill state={state} />
              </td>
              <td className="figures hidden whitespace-nowrap text-right sm:table-cell">
                {Number(lineCount).toLocaleString('en')}
                {lateCount === '0' ? null : <span className="block text-warn-ink">{`${lateCount} after signing`}</span>}
              </td>
              <td className="figures hidden text-right md:table-cell">
                {signature === null
                  ? '–'
                  : signature.shown.figures.cash.map(({ code, subject, currency, closingMinor }) => (
                      <span key={`${code}${subject}${currency}`} className="block">
                        <MoneyText amount={{ minor: closingMinor, currency }} />
                      </span>
                    ))}
              </td>
              <td className="hidden text-ink-2 sm:table-cell">
                {signature === null ? (
                  '–'
                ) : (
                  <>
                    {signature.signedByName}
                    <span className="figures block text-ink-3">
                      {signature.signedAt.slice(0, 16).replace('T', ' ')} UTC
                    </span>
                  </>
                )}
              </td>
              <td className="hidden max-w-96 break-words text-ink-2 lg:table-cell">{signature?.comment}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

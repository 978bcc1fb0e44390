import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { answeredByItself, type WeekOfQuestions } from '#lib/conversations/deflection-model.ts'

type WeekTableProps = { readonly weeks: readonly WeekOfQuestions[]; readonly chosen: string }

const HEAD = 'px-3 py-2 text-right font-medium text-ink-2 text-sm first:text-left'
const CELL = 'figures px-3 py-2 text-right first:text-left'

/** Each week with its questions and the share that took no person; a week leads to its questions. */
export function WeekTable({ weeks, chosen }: WeekTableProps) {
  return (
    <ScrollRegion label="Sellers’ questions by week">
      <table className="w-full min-w-[28rem] border-collapse rounded-md border border-line bg-surface-raised text-md">
        <thead>
          <tr className="border-line border-b">
            {['Week from', 'Answered by itself', 'By itself', 'With a person', 'Not ended'].map((word) => (
              <th key={word} scope="col" className={HEAD}>
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((row) => {
            const share = answeredByItself([row])
            return (
              <tr
                key={row.week}
                aria-current={row.week === chosen ? 'true' : undefined}
                className="border-line border-b last:border-b-0 aria-[current]:bg-accent-tint"
              >
                <th scope="row" className={`${CELL} font-normal`}>
                  <TextLink href={`/inbox/answered?week=${row.week}`}>{row.week}</TextLink>
                </th>
                <td className={CELL}>{share === null ? '–' : `${share} %`}</td>
                <td className={CELL}>{row.itself}</td>
                <td className={CELL}>{row.person}</td>
                <td className={CELL}>{row.open}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

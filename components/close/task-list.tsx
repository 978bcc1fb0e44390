import { Pill } from '#components/ui/pill.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { CloseTask } from '#lib/reconciliation/close/read-close.ts'
import { CHECK_WORDS } from '#lib/reconciliation/close/tasks-model.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { PrepareDialog } from './prepare-dialog.tsx'
import { ReviewDialog } from './review-dialog.tsx'

type TaskListProps = {
  readonly month: string
  readonly tasks: readonly CloseTask[]
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** Who looks at it; null when they may only read, or the month is closed. */
  readonly workerId: string | null
  readonly today: string
}

/** The checklist of a month: what its check says, who did it, who looked at it. */
export function TaskList({ month, tasks, people, workerId, today }: TaskListProps) {
  return (
    <ScrollRegion label="Tasks" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full min-w-4xl text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Task</th>
            <th scope="col">Check</th>
            <th scope="col">Owner</th>
            <th scope="col">Prepared</th>
            <th scope="col">Reviewed</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line align-top">
          {tasks.map((task) => (
            <tr key={task.code} className="[&>td]:px-3 [&>td]:py-2 [&>th]:px-3 [&>th]:py-2">
              <th scope="row" className="max-w-72 text-left font-medium">
                {task.title}
                <div className="font-normal text-ink-3">{task.how}</div>
              </th>
              <td className="max-w-96">
                <Pill tone={CHECK_WORDS[task.check.outcome].tone}>{CHECK_WORDS[task.check.outcome].word}</Pill>
                <div className="mt-1 text-ink-2">
                  {task.check.sentence}{' '}
                  {task.check.href === '' ? null : <TextLink href={task.check.href}>Rows</TextLink>}
                </div>
              </td>
              <td className="whitespace-nowrap">
                {task.ownerName === '' ? <span className="text-ink-3">nobody</span> : task.ownerName}
                <div className={task.isDone || task.dueOn >= today ? 'text-ink-3' : 'text-warn-ink'}>
                  {task.isDone || task.dueOn >= today ? 'due' : 'overdue since'} {task.dueOn}
                </div>
                {workerId === null ? null : <AssignDialog month={month} task={task} people={people} />}
              </td>
              <td className="max-w-72">
                <Prepared task={task} />
                {workerId === null || task.reviewedAt !== null ? null : <PrepareDialog month={month} task={task} />}
              </td>
              <td className="max-w-56">
                <Reviewed task={task} />
                {workerId === null || task.preparedAt === null || task.preparedBy === workerId ? null : (
                  <ReviewDialog month={month} task={task} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Prepared({ task }: { readonly task: CloseTask }) {
  if (task.preparedAt === null) {
    return task.reviewComment === '' ? (
      <span className="text-ink-3">not yet </span>
    ) : (
      <div className="text-warn-ink">Given back: {task.reviewComment}</div>
    )
  }
  return (
    <>
      {task.preparedByName}, {task.preparedAt.slice(0, 10)}
      {task.comment === '' ? null : <div className="text-ink-2">{task.comment}</div>}
      {task.attachmentHash === '' ? null : (
        <div>
          <a href={`/api/contracts/attachments/${task.attachmentHash}`} download className="underline">
            {task.attachmentName}
          </a>
        </div>
      )}
    </>
  )
}

function Reviewed({ task }: { readonly task: CloseTask }) {
  if (task.reviewedAt === null) return <span className="text-ink-3">not yet </span>
  return (
    <>
      {task.isDone ? null : <div className="text-warn-ink">The check says something else since.</div>}
      {task.reviewedByName}, {task.reviewedAt.slice(0, 10)}
      {task.reviewComment === '' ? null : <div className="text-ink-2">{task.reviewComment}</div>}
    </>
  )
}

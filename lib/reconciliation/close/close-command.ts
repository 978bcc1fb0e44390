import type { Entity } from '#lib/entities/entity.ts'
import { type Month, monthWords } from '#lib/ledger/periods/month-model.ts'
import { PERIOD_WORDS } from '#lib/ledger/periods/period-model.ts'
import { read, SYSTEM } from '#lib/platform/db.ts'
import { readClose } from './read-close.ts'
import { CHECK_WORDS } from './tasks-model.ts'

/** Whether a month is ready to be hard-locked, or is: exit code 0, else 1; for the command line. */
export async function checkClose(entity: Entity, month: Month, at: Date) {
  const { period, tasks, isReady } = await read(SYSTEM(entity), (tx) => readClose(tx, entity, month, at))
  const isClosed = period.state === 'hard_locked'
  const lines = tasks.map(
    ({ title, check, isDone }) =>
      `${isDone ? 'done' : 'open'}  ${title}: ${CHECK_WORDS[check.outcome].word}. ${check.sentence}`,
  )
  const open = tasks.filter(({ isDone }) => !isDone).length
  const last = isClosed || isReady ? 'It is ready.' : `${open} of ${tasks.length} tasks are not done.`
  return {
    exitCode: isClosed || isReady ? 0 : 1,
    report: { entity: entity.id, month, state: period.state, isReady: isClosed || isReady, tasks },
    text: [`${monthWords(month)} is ${PERIOD_WORDS[period.state].word}.`, ...lines, last].join('\n'),
  }
}

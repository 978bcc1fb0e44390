import { Refusal } from '#lib/platform/refusal.ts'

export const alreadyOpened = () =>
  new Refusal({
    code: 'cutover.already_opened',
    status: 409,
    message: 'The books were opened already; that happens once. Correct an amount with an adjustment.',
  })

export const beingSigned = () =>
  new Refusal({
    code: 'cutover.being_signed',
    status: 409,
    message: 'A sheet waits for its signatures. Have it rejected first, then upload another one.',
  })

export const notToday = (day: string) =>
  new Refusal({
    code: 'cutover.day_not_over',
    status: 422,
    field: 'cutOverOn',
    message: `The cut-over is at the end of a day that is over: ${day} at the latest.`,
  })

export const noSheet = () =>
  new Refusal({ code: 'cutover.no_sheet', status: 404, message: 'There is no such sheet. Reload the page.' })

export const notTied = (why: string) =>
  new Refusal({ code: 'cutover.not_tied', status: 409, message: `It does not tie out yet: ${why}` })

export const explainFirst = (count: number) =>
  new Refusal({
    code: 'cutover.explain_first',
    status: 422,
    field: 'explanation',
    message: `${count === 1 ? 'One balance differs' : `${count} balances differ`} from our books. Say why the sheet is right; whoever signs reads it.`,
  })

export const notWhole = (count: number) =>
  new Refusal({
    code: 'cutover.not_whole',
    status: 422,
    field: 'file',
    message: `${count === 1 ? 'One line is' : `${count} lines are`} not understood. Nothing was stored.`,
  })

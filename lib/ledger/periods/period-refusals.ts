import { Refusal } from '#lib/platform/refusal.ts'
import { type Month, monthWords } from './month-model.ts'

export const monthIsHardLocked = () =>
  new Refusal({
    code: 'periods.hard_locked',
    status: 409,
    field: 'accountingOn',
    message:
      'This month is hard-locked: nothing posts into it. Choose a day of an open month, or have two people reopen it.',
  })

export const monthNotOver = (month: Month) =>
  new Refusal({
    code: 'periods.not_over',
    status: 409,
    message: `${monthWords(month)} is not over yet. Close it when its last day has passed.`,
  })

export const alreadyInState = (month: Month, word: string) =>
  new Refusal({ code: 'periods.no_change', status: 409, message: `${monthWords(month)} is ${word} already.` })

export const softLockFirst = (month: Month) =>
  new Refusal({
    code: 'periods.soft_lock_first',
    status: 409,
    message: `Soft-lock ${monthWords(month)} first: then its figures stand still while they are checked.`,
  })

export const reopenLaterFirst = (later: Month) =>
  new Refusal({
    code: 'periods.reopen_later_first',
    status: 409,
    message: `${monthWords(later)} is closed and comes later. Months are reopened from the last one backwards.`,
  })

export const earlierNotHard = (earlier: Month) =>
  new Refusal({
    code: 'periods.earlier_not_hard',
    status: 409,
    message: `${monthWords(earlier)} is only soft-locked. Months are hard-locked in order.`,
  })

export const rateMissing = ({ currency, on }: { readonly currency: string; readonly on: string }, count: number) =>
  new Refusal({
    code: 'periods.rate_missing',
    status: 409,
    message: `There is no stored rate of ${currency} for ${on}${count === 1 ? '' : `, nor for ${count - 1} more days`}. Store the rates first: nothing is revalued at a guessed one.`,
  })

export const nothingToRevalue = (month: Month) =>
  new Refusal({
    code: 'periods.nothing_to_revalue',
    status: 409,
    message: `Every foreign balance stands at the rates of the end of ${monthWords(month)} already.`,
  })

import { Refusal } from '#lib/platform/refusal.ts'
import { type AccountCode, chartAccount } from '../chart.ts'
import { whatMovesIt } from './journals-model.ts'

export const closedToJournals = (code: AccountCode, field: string) =>
  new Refusal({
    code: 'journals.control_account',
    status: 422,
    field,
    message: `${chartAccount(code).name} is a control account, closed to manual journals. ${whatMovesIt(code)}`,
  })

export const outOfBalance = (by: string) =>
  new Refusal({
    code: 'journals.out_of_balance',
    status: 422,
    field: 'lines',
    message: `Debits and credits differ by ${by}. Every currency must balance by itself.`,
  })

export const dayToCome = () =>
  new Refusal({
    code: 'journals.day_to_come',
    status: 422,
    field: 'accountingOn',
    message: 'The accounting day has not come yet. Choose today or an earlier day.',
  })

export const untilTooSoon = () =>
  new Refusal({
    code: 'journals.until',
    status: 422,
    field: 'untilOn',
    message: 'The last day must be after the accounting day.',
  })

export const noDocument = () =>
  new Refusal({
    code: 'journals.no_document',
    status: 422,
    field: 'attachment',
    message: 'The attached document is not stored. Attach it again.',
  })

export const notRecurring = () =>
  new Refusal({
    code: 'journals.not_recurring',
    status: 409,
    message: 'It does not come again, or somebody ended it already.',
  })

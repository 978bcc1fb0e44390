import { Refusal } from '#lib/platform/refusal.ts'

export const nothingDue = (currency: string, cutOffOn: string) =>
  new Refusal({
    code: 'runs.nothing_due',
    status: 409,
    message: `No proposed transfer in ${currency} of sales up to ${cutOffOn} is outside a run.`,
  })

export const notADraft = () =>
  new Refusal({ code: 'runs.not_a_draft', status: 409, message: 'This run was submitted or given up already.' })

export const emptyRun = () =>
  new Refusal({
    code: 'runs.empty',
    status: 409,
    message: 'Every transfer of this run was left out or is decided about.',
  })

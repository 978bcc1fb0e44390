import { Refusal } from '#lib/platform/refusal.ts'

export const noAccount = (id: string) =>
  new Refusal({
    code: 'ledger.no_account',
    status: 404,
    message: `There is no ledger account "${id.slice(0, 40)}". Open it from the list of accounts.`,
  })

import { Refusal } from '#lib/platform/refusal.ts'
import { type Month, monthWords } from '../periods/month-model.ts'

export const lockFirst = (month: Month) =>
  new Refusal({
    code: 'batches.lock_first',
    status: 409,
    message: `${monthWords(month)} is not hard-locked: what goes to the general ledger must not change any more.`,
  })

export const nothingNew = (month: Month) =>
  new Refusal({
    code: 'batches.nothing_new',
    status: 409,
    message: `Every entry of ${monthWords(month)} is in a batch already.`,
  })

export const noBatch = () => new Refusal({ code: 'batches.not_found', status: 404, message: 'There is no such batch.' })

export const batchAltered = (number: number) =>
  new Refusal({
    code: 'batches.altered',
    status: 409,
    message: `Entries of batch ${number} no longer say what they said when it was numbered. Nothing is exported; verify the books.`,
  })

export const notMapped = (system: string, accounts: readonly string[]) =>
  new Refusal({
    code: 'batches.not_mapped',
    status: 409,
    message: `Say what these accounts are called in ${system} first: ${accounts.join(', ')}.`,
  })

export const wrongTarget = (message: string) =>
  new Refusal({ code: 'batches.target', status: 422, field: 'target', message })

export const notConnected = (system: string) =>
  new Refusal({
    code: 'batches.not_connected',
    status: 409,
    message: `${system} is not connected: its access token and company are missing from the environment.`,
  })

export const oneCurrency = (system: string, currencies: readonly string[]) =>
  new Refusal({
    code: 'batches.one_currency',
    status: 409,
    message: `${system} takes these journals in functional currency alone; the batch holds ${currencies.join(', ')} as well. Use the CSV or NetSuite layout.`,
  })

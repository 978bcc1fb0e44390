import { Refusal } from '#lib/platform/refusal.ts'

export const contractExists = () =>
  new Refusal({
    code: 'contracts.exists',
    status: 409,
    message: 'This seller has a contract already. Add a version to it.',
  })

export const noSuchContract = () =>
  new Refusal({ code: 'contracts.not_found', status: 404, message: 'There is no such contract.' })

export const unusableVersion = (message: string, field: string) =>
  new Refusal({ code: 'contracts.unusable_version', status: 422, message, field })

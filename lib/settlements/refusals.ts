import { Refusal } from '#lib/platform/refusal.ts'

export const noSuchSettlement = () =>
  new Refusal({ code: 'settlements.not_found', status: 404, message: 'There is no such settlement.' })

export const nothingToPropose = (reason: string) =>
  new Refusal({ code: 'settlements.nothing_to_propose', status: 409, message: `Nothing can be proposed: ${reason}` })

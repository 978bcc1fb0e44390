import { Refusal } from '#lib/platform/refusal.ts'

export const noSuchDay = () =>
  new Refusal({
    code: 'days.none',
    status: 404,
    message: 'Name a day of the books that has begun, such as 2026-11-20.',
  })

export const dayNotOver = (timeZone: string) =>
  new Refusal({
    code: 'days.not_over',
    status: 409,
    message: `The day is not over in ${timeZone}: it can be signed from tomorrow on.`,
  })

export const figuresMoved = () =>
  new Refusal({
    code: 'days.figures_moved',
    status: 409,
    message: 'The figures changed since you looked at them. They are shown anew: look again, then sign.',
  })

export const dayIsOff = (point: string) =>
  new Refusal({
    code: 'days.off',
    status: 409,
    field: 'comment',
    message: `The day does not add up. ${point} Put that right, or say why it is right as it is.`,
  })

export const signedBefore = (name: string, when: string) =>
  new Refusal({
    code: 'days.signed',
    status: 409,
    message: `${name} signed this day ${when}: a day is signed once.`,
  })

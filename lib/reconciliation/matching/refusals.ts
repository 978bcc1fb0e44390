import { Refusal } from '#lib/platform/refusal.ts'

export const noMatch = () =>
  new Refusal({ code: 'matching.not_found', status: 404, message: 'There is no such match.' })

export const alreadyDecided = (state: string) =>
  new Refusal({
    code: 'matching.decided',
    status: 409,
    message: `Somebody else decided already: this match is ${state}. Reload the page.`,
  })

export const itemsTaken = () =>
  new Refusal({
    code: 'matching.items_taken',
    status: 409,
    message: 'One of these is matched with something else by now. Take that match apart first.',
  })

export const nothingToUndo = () =>
  new Refusal({
    code: 'matching.nothing_to_undo',
    status: 409,
    message: 'Nobody decided about this match: there is nothing to take back.',
  })

export const notTogether = () =>
  new Refusal({
    code: 'matching.not_together',
    status: 422,
    message: 'Choose something expected and something observed of one kind and one currency.',
  })

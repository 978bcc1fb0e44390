import { Refusal } from '#lib/platform/refusal.ts'

export const noVariance = () =>
  new Refusal({ code: 'variances.not_found', status: 404, message: 'There is no such variance.' })

export const varianceClosed = (state: string) =>
  new Refusal({
    code: 'variances.closed',
    status: 409,
    message: `Somebody was quicker: this variance is ${state}. Reload the page.`,
  })

export const varianceOpen = () =>
  new Refusal({ code: 'variances.open', status: 409, message: 'This variance is open already.' })

export const beingResolved = () =>
  new Refusal({
    code: 'variances.being_resolved',
    status: 409,
    message: 'A proposal to resolve it waits for approval already. Decide about that first.',
  })

export const noResolution = (action: string) =>
  new Refusal({
    code: 'variances.no_resolution',
    status: 422,
    message: `Money cannot put this right by itself. ${action}`,
  })

export const notWritable = (action: string) =>
  new Refusal({
    code: 'variances.not_writable',
    status: 422,
    message: `Our books hold nothing of it that could be written off. ${action}`,
  })

export const causeGone = () =>
  new Refusal({
    code: 'variances.cause_gone',
    status: 409,
    message: 'The facts do not show this difference any more, or show another amount. Reload the page.',
  })

export const noWriteOff = () =>
  new Refusal({
    code: 'variances.no_write_off',
    status: 409,
    message: 'No write-off stands here: there is nothing to take back.',
  })

export const resolvedByFacts = () =>
  new Refusal({
    code: 'variances.resolved_by_facts',
    status: 409,
    message:
      'The facts, or a write-off, resolved it: it opens again by itself when they change, or when the write-off is taken back.',
  })

export const notYours = () =>
  new Refusal({
    code: 'variances.not_yours',
    status: 403,
    message: 'This ticket is about a variance: closing or opening it needs the right to work on variances.',
  })

export const nobodyToAsk = () =>
  new Refusal({
    code: 'variances.nobody_to_ask',
    status: 422,
    message: 'It is about no seller, or the seller has no mail address. Write from its ticket instead.',
  })

export const askedAlready = () =>
  new Refusal({
    code: 'variances.asked_already',
    status: 409,
    message: 'The seller was asked in exactly these words before. Its ticket leads to that mail.',
  })

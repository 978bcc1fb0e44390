import { Refusal } from '#lib/platform/refusal.ts'

export const wrongContentType = () =>
  new Refusal({ code: 'events.content_type', status: 415, message: 'Send the event as application/json.' })

export const tooLarge = () =>
  new Refusal({ code: 'events.too_large', status: 413, message: 'The body is larger than 1 MiB.' })

export const notStored = (fault: string, cause: unknown) =>
  new Refusal(
    {
      code: 'events.not_stored',
      status: 503,
      message: `The event could not be stored (fault ${fault}). Deliver it again.`,
    },
    { cause },
  )

export const noSuchEvent = () =>
  new Refusal({ code: 'events.not_found', status: 404, message: 'There is no such event in the inbox.' })

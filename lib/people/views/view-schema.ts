import { z } from 'zod'

const list = z
  .string()
  .max(200)
  .regex(/^\/[\w/-]*$/, 'This is no list of the console.')

export const listInput = z.object({ list })
export const viewInput = z.object({
  list,
  name: z
    .string()
    .trim()
    .min(1, 'Write what you would look for, like "Late, over 1,000".')
    .max(60, 'Keep it under 60 characters.'),
  search: z
    .string()
    .max(2_000, 'This view is too long to keep: take some filters off.')
    .regex(/^[^#\s]*$/, 'This is no search of a list.'),
  isShared: z.boolean(),
})
export const viewIdInput = z.object({ viewId: z.string().regex(/^vew_\w{1,40}$/, 'This is not the id of a view.') })

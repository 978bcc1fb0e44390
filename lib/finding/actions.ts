'use server'

import { z } from 'zod'
import { defineAction } from '#lib/access/define-action.ts'
import { findObjects } from './find-objects.ts'

export const findObjectsAction = defineAction({
  permission: 'today.read',
  input: z.object({ query: z.string().trim().min(1).max(120) }),
  run: ({ actor, input }) => findObjects({ actor, query: input.query }),
})

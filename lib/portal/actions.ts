'use server'

import { z } from 'zod'
import { defineAction } from '#lib/access/define-action.ts'
import { endLooking, lookAsSeller } from './look-as-seller.ts'
import { viewAsInput } from './schema.ts'

export const viewAsSellerAction = defineAction({
  permission: 'sellers.view_as',
  input: viewAsInput,
  run: ({ actor, input, at }) => lookAsSeller(actor, input.sellerId, at),
})

export const endViewingAction = defineAction({
  permission: 'sellers.view_as',
  input: z.strictObject({}),
  run: ({ actor, at }) => endLooking(actor, at),
})

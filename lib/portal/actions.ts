'use server'

import { z } from 'zod'
import { defineAction } from '#lib/access/define-action.ts'
import { inviteOwner } from './invite-owner.ts'
import { endLooking, lookAsSeller } from './look-as-seller.ts'
import { ownerInput, viewAsInput } from './schema.ts'

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

export const inviteOwnerAction = defineAction({
  permission: 'sellers.invite',
  input: ownerInput,
  run: ({ actor, input, at }) => inviteOwner(actor, { ...input, at }),
})

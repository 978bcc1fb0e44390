'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { peekPayouts, uploadPayouts } from './payout-sheets.ts'
import { openingFileInput, openingInput, payoutSheetInput, submitOpeningInput } from './schema.ts'
import { submitOpening } from './submit-opening.ts'
import { peekOpening, uploadOpening } from './upload-opening.ts'

const revalidates = ['/settings/cutover', '/approvals']

export const peekOpeningAction = defineAction({
  permission: 'cutover.work',
  input: openingFileInput,
  run: ({ actor, input }) => peekOpening({ actor, ...input }),
})

export const uploadOpeningAction = defineAction({
  permission: 'cutover.work',
  input: openingInput,
  run: ({ actor, input, at }) => uploadOpening({ actor, ...input, at }),
  revalidates,
})

export const submitOpeningAction = defineAction({
  permission: 'cutover.work',
  input: submitOpeningInput,
  run: ({ actor, input, at }) => submitOpening({ actor, ...input, at }),
  revalidates,
})

export const peekPayoutsAction = defineAction({
  permission: 'cutover.work',
  input: openingFileInput,
  run: ({ actor, input }) => peekPayouts({ actor, ...input }),
})

export const uploadPayoutsAction = defineAction({
  permission: 'cutover.work',
  input: payoutSheetInput,
  run: ({ actor, input, at }) => uploadPayouts({ actor, ...input, at }),
  revalidates: ['/settings/cutover'],
})

'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { alertInput, closeInput, giveInput, holdInput, letterInput, snoozeInput } from './alerts/alert-schema.ts'
import { proposeHoldOf, ticketOf, writeToSeller } from './alerts/next-step.ts'
import { closeAlert, giveAlert, snoozeAlert, wakeAlert } from './alerts/work-alert.ts'
import { settingsInput } from './schema.ts'
import { changeSettings } from './settings.ts'

const PAGES = ['/health', '/sellers']

export const changeSettingsAction = defineAction({
  permission: 'health.settings',
  input: settingsInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => changeSettings(tx, { actor, ...input, at })),
  revalidates: PAGES,
})

export const snoozeAlertAction = defineAction({
  permission: 'health.work',
  input: snoozeInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => snoozeAlert(tx, input, { actor, at })),
  revalidates: PAGES,
})

export const wakeAlertAction = defineAction({
  permission: 'health.work',
  input: alertInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => wakeAlert(tx, input.alertId, { actor, at })),
  revalidates: PAGES,
})

export const closeAlertAction = defineAction({
  permission: 'health.work',
  input: closeInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => closeAlert(tx, input, { actor, at })),
  revalidates: PAGES,
})

export const giveAlertAction = defineAction({
  permission: 'health.work',
  input: giveInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => giveAlert(tx, input, { actor, at })),
  revalidates: PAGES,
})

export const proposeHoldAction = defineAction({
  permission: 'health.work',
  input: holdInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => proposeHoldOf(tx, input, { actor, at })),
  revalidates: [...PAGES, '/approvals'],
})

export const writeToSellerAction = defineAction({
  permission: 'health.work',
  input: letterInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => writeToSeller(tx, input, { actor, at })),
  revalidates: [...PAGES, '/approvals'],
})

export const openAlertTicketAction = defineAction({
  permission: 'health.work',
  input: alertInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => ticketOf(tx, input.alertId, { actor, at })),
  revalidates: [...PAGES, '/tickets'],
})

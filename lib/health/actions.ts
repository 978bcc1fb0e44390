'use server'

import { defineAction } from '#lib/access/define-action.ts'
import { inTransaction } from '#lib/platform/db.ts'
import { settingsInput } from './schema.ts'
import { changeSettings } from './settings.ts'

const PAGES = ['/health', '/sellers']

export const changeSettingsAction = defineAction({
  permission: 'health.settings',
  input: settingsInput,
  run: ({ actor, input, at }) => inTransaction(actor.scope, (tx) => changeSettings(tx, { actor, ...input, at })),
  revalidates: PAGES,
})

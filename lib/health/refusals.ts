import { Refusal } from '#lib/platform/refusal.ts'

export const settingsChanged = () =>
  new Refusal({
    code: 'health.settings_changed',
    status: 409,
    message: 'Somebody changed the weights meanwhile. Load the page again and look at theirs first.',
  })

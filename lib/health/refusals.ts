import { Refusal } from '#lib/platform/refusal.ts'

export const settingsChanged = () =>
  new Refusal({
    code: 'health.settings_changed',
    status: 409,
    message: 'Somebody changed the weights meanwhile. Load the page again and look at theirs first.',
  })

export const noSuchAlert = () =>
  new Refusal({ code: 'health.no_such_alert', status: 404, message: 'There is no such alert.' })

export const alertClosed = () =>
  new Refusal({
    code: 'health.alert_closed',
    status: 409,
    message: 'This alert is closed already. Load the page again.',
  })

export const snoozeInPast = () =>
  new Refusal({
    code: 'health.snooze_in_past',
    status: 422,
    message: 'Choose a time that lies ahead, at most 90 days.',
    field: 'until',
  })

export const nobodyToWrite = () =>
  new Refusal({
    code: 'health.no_address',
    status: 409,
    message: 'No e-mail address of this seller is known.',
  })

export const alreadyWritten = () =>
  new Refusal({
    code: 'health.written_already',
    status: 409,
    message: 'Exactly these words were proposed already.',
  })

export const noSuchOwner = () =>
  new Refusal({ code: 'health.no_such_owner', status: 422, message: 'This person cannot work on alerts.' })

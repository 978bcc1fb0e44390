'use server'

import { z } from 'zod'
import { defineAction } from '#lib/access/define-action.ts'
import { inRawTransaction, read } from '#lib/platform/db.ts'
import { changeOwnPassword } from './change-own-password.ts'
import { changeRoles, endSessions, invite, resetPassword, setActive, withdraw } from './manage.ts'
import { invitationInput, inviteInput, ownPasswordInput, personInput, rolesInput } from './schema.ts'
import { listInput, viewIdInput, viewInput } from './views/view-schema.ts'
import { removeView, saveView, viewsOf } from './views/views.ts'

const revalidates = ['/settings/people', '/approvals']

export const inviteAction = defineAction({
  permission: 'people.manage',
  input: inviteInput,
  run: ({ actor, input, at }) => invite({ actor, ...input, at }),
  revalidates,
})

export const withdrawAction = defineAction({
  permission: 'people.manage',
  input: invitationInput,
  run: ({ actor, input, at }) => withdraw({ actor, ...input, at }),
  revalidates,
})

export const resetPasswordAction = defineAction({
  permission: 'people.manage',
  input: personInput,
  run: ({ actor, input, at }) => resetPassword({ actor, ...input, at }),
  revalidates,
})

export const changeRolesAction = defineAction({
  permission: 'people.manage',
  input: rolesInput,
  run: ({ actor, input, at }) => changeRoles({ actor, ...input, at }),
  revalidates,
})

export const setActiveAction = defineAction({
  permission: 'people.manage',
  input: personInput.extend({ isActive: z.boolean() }),
  run: ({ actor, input, at }) => setActive({ actor, personId: input.personId, at }, input.isActive),
  revalidates,
})

export const endSessionsAction = defineAction({
  permission: 'people.manage',
  input: personInput,
  run: ({ actor, input, at }) => endSessions({ actor, ...input, at }),
  revalidates,
})

export const changeOwnPasswordAction = defineAction({
  permission: 'self.manage',
  input: ownPasswordInput,
  run: ({ actor, input, at }) => changeOwnPassword({ actor, ...input, at }),
})

export const readViewsAction = defineAction({
  permission: 'self.manage',
  input: listInput,
  run: ({ actor, input }) => read(actor.scope, (tx) => viewsOf(tx, input.list)),
})

export const saveViewAction = defineAction({
  permission: 'self.manage',
  input: viewInput,
  run: ({ actor, input, at }) => inRawTransaction(actor.scope, (tx) => saveView(tx, input, at)),
})

export const removeViewAction = defineAction({
  permission: 'self.manage',
  input: viewIdInput,
  run: ({ actor, input }) => inRawTransaction(actor.scope, (tx) => removeView(tx, input.viewId)),
})

'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Menu, MenuItem } from '#components/ui/menu.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ActionResult } from '#lib/access/define-action.ts'
import { endSessionsAction, resetPasswordAction, setActiveAction } from '#lib/people/actions.ts'
import type { PersonListRow } from '#lib/people/list-people.ts'
import { RolesDialog } from './roles-dialog.tsx'

type PeopleListProps = {
  readonly people: readonly PersonListRow[]
  readonly me: string
  readonly mayManage: boolean
  readonly now: string
}

/** Everybody who can sign in, with what an administrator may do about them. */
export function PeopleList({ people, me, mayManage, now }: PeopleListProps) {
  return (
    <div className="relative overflow-x-auto rounded-md border border-line bg-surface-raised">
      <table className="w-full text-left text-sm">
        <caption className="sr-only">People</caption>
        <thead className="border-line border-b text-ink-2">
          <tr>
            <th className="px-4 py-2 font-medium">Name</th>
            <th className="px-4 py-2 font-medium">Roles</th>
            <th className="px-4 py-2 font-medium">Access</th>
            <th className="px-4 py-2 font-medium">Last sign-in</th>
            {mayManage ? (
              <th className="px-4 py-2">
                <span className="sr-only">Actions</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {people.map((person) => (
            <tr key={person.id}>
              <td className="px-4 py-2">
                <span className="block font-medium">{person.name}</span>
                <span className="block text-ink-3">{person.email}</span>
              </td>
              <td className="px-4 py-2">
                {person.roles.join(', ')}
                {person.endsOn === null ? null : <span className="text-ink-3"> until {person.endsOn}</span>}
              </td>
              <td className="px-4 py-2">
                <AccessPill person={person} />
              </td>
              <td className="px-4 py-2">
                {person.lastSignInAt === null ? (
                  <span className="text-ink-3">never</span>
                ) : (
                  <RelativeTime at={person.lastSignInAt} now={now} />
                )}
              </td>
              {mayManage ? (
                <td className="px-4 py-2 text-right">
                  {person.id === me ? <span className="text-ink-3">you</span> : <PersonMenu person={person} />}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function AccessPill({ person }: { readonly person: PersonListRow }) {
  if (person.state !== 'active') return <Pill tone="plain">deactivated</Pill>
  return person.hasPassword ? <Pill tone="good">active</Pill> : <Pill tone="wait">sets a password</Pill>
}

type Asking = 'roles' | 'reset' | 'sessions' | 'access' | null

function PersonMenu({ person }: { readonly person: PersonListRow }) {
  const [asking, setAsking] = useState<Asking>(null)
  const [link, setLink] = useState<string>()
  const isActive = person.state === 'active'
  const close = () => setAsking(null)
  const toggle = (which: Asking) => (open: boolean) => setAsking(open ? which : null)

  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button size="sm" aria-label={`Actions for ${person.name}`}>
            Change
          </Button>
        }
      >
        <MenuItem onSelect={() => setAsking('roles')}>Roles…</MenuItem>
        <MenuItem onSelect={() => setAsking('reset')}>Reset password…</MenuItem>
        <MenuItem onSelect={() => setAsking('sessions')}>End sessions…</MenuItem>
        <MenuItem onSelect={() => setAsking('access')} tone={isActive ? 'bad' : 'plain'}>
          {isActive ? 'Deactivate…' : 'Give access back…'}
        </MenuItem>
      </Menu>
      {asking === 'roles' ? <RolesDialog person={person} onClose={close} /> : null}
      <ConfirmDialog
        title={`Reset the password of ${person.name}?`}
        open={asking === 'reset'}
        onOpenChange={toggle('reset')}
        confirmLabel="Reset the password"
        pendingLabel="Resetting…"
        tone="danger"
        onConfirm={async () => {
          const result = await resetPasswordAction({ personId: person.id })
          if (!result.ok) return result.refusal.message
          setLink(new URL(result.data.path, window.location.origin).href)
          return undefined
        }}
      >
        Every session ends, and the old password stops working. You get a one-time link to hand over.
      </ConfirmDialog>
      <ConfirmDialog
        title={`End every session of ${person.name}?`}
        open={asking === 'sessions'}
        onOpenChange={toggle('sessions')}
        confirmLabel="End the sessions"
        pendingLabel="Ending…"
        onConfirm={() => done(endSessionsAction({ personId: person.id }), `${person.name} is signed out everywhere`)}
      >
        They can sign in again with their password.
      </ConfirmDialog>
      <ConfirmDialog
        title={isActive ? `Deactivate ${person.name}?` : `Give ${person.name} access again?`}
        open={asking === 'access'}
        onOpenChange={toggle('access')}
        confirmLabel={isActive ? 'Deactivate' : 'Give access'}
        pendingLabel="Changing…"
        tone={isActive ? 'danger' : 'primary'}
        onConfirm={() =>
          done(
            setActiveAction({ personId: person.id, isActive: !isActive }),
            isActive ? `${person.name} has no access any more` : `${person.name} has access again`,
          )
        }
      >
        {isActive
          ? 'They are signed out at once. What they decided stays on record.'
          : 'Their roles are what they were.'}
      </ConfirmDialog>
      <LinkDialog link={link} name={person.name} onClose={() => setLink(undefined)} />
    </>
  )
}

async function done(action: Promise<ActionResult<unknown>>, words: string): Promise<string | undefined> {
  const result = await action
  if (!result.ok) return result.refusal.message
  toast.good(words)
  return undefined
}

type LinkDialogProps = {
  readonly link: string | undefined
  readonly name: string
  /** The role waits for a second person. */
  readonly isPending?: boolean
  readonly onClose: () => void
}

/** A one-time link, shown this once. */
export function LinkDialog({ link, name, isPending = false, onClose }: LinkDialogProps) {
  return (
    <Dialog
      title={`A link for ${name}`}
      description="It works once and is shown only now. Hand it over yourself; whoever has it can set the password."
      open={link !== undefined}
      onOpenChange={(open) => (open ? undefined : onClose())}
    >
      <CopyId id={link ?? ''} noun="link" />
      {isPending ? (
        <p className="text-ink-2 text-sm">The role counts once a second person agreed to it, in Approvals.</p>
      ) : null}
    </Dialog>
  )
}

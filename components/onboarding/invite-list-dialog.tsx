'use client'

import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { inviteManyAction, previewInvitesAction } from '#lib/onboarding/actions.ts'
import type { ListLine } from '#lib/onboarding/invite-many.ts'
import { ListLines } from './list-lines.tsx'

/** Invites several sellers by pasted lines: first what would be sent and what is refused, then sending. */
export function InviteListDialog() {
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [lines, setLines] = useState<readonly ListLine[]>()
  const [problem, setProblem] = useState<string>()
  const [pending, startTransition] = useTransition()
  const ready = lines?.filter((line) => line.problem === null).length ?? 0
  const preview = () =>
    startTransition(async () => {
      const result = await previewInvitesAction({ text })
      setProblem(result.ok ? undefined : result.refusal.message)
      setLines(result.ok ? result.data : undefined)
    })
  const send = () =>
    startTransition(async () => {
      const result = await inviteManyAction({ text })
      setProblem(result.ok ? undefined : result.refusal.message)
      if (!result.ok) return
      toast.good(
        result.data.sent === 1 ? '1 invitation is on its way' : `${result.data.sent} invitations are on their way`,
      )
      if (result.data.lines.length > 0) return setLines(result.data.lines)
      setOpen(false)
      setText('')
      setLines(undefined)
    })
  return (
    <Dialog
      title="Invite several sellers"
      description="One seller a line: name, e-mail, country, currency, template, note. Nothing is sent before you looked at it."
      size="lg"
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Invite several…</Button>}
    >
      <div className="flex flex-col gap-4">
        <Field
          label="Lines"
          hint="As pasted from a spreadsheet; a first line with names of columns is fine."
          error={problem}
        >
          <Textarea
            rows={6}
            value={text}
            spellCheck={false}
            placeholder="Clay & Co, hello@clay.example, US, USD, Standard"
            onChange={(event) => {
              setText(event.target.value)
              setLines(undefined)
            }}
          />
        </Field>
        {lines === undefined ? null : <ListLines lines={lines} />}
        {lines !== undefined && ready === 0 ? <Banner tone="warn">No line can be sent as it is.</Banner> : null}
        <div className="flex flex-wrap gap-2">
          <Button onClick={preview} pending={pending} pendingLabel="Looking…" disabled={text.trim() === ''}>
            Look at what would be sent
          </Button>
          {ready === 0 ? null : (
            <Button variant="primary" onClick={send} pending={pending} pendingLabel="Sending…">
              {ready === 1 ? 'Send 1 invitation' : `Send ${ready} invitations`}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}

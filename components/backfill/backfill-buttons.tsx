'use client'

import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { startBackfillAction, switchBackfillAction } from '#lib/events/actions.ts'

type BackfillButtonsProps = { readonly state: 'running' | 'paused' | 'done' | 'failed' }

/** Pauses a reading, lets it go on, or begins another. */
export function BackfillButtons({ state }: BackfillButtonsProps) {
  const [pending, setPending] = useState(false)

  async function switchTo(to: 'paused' | 'running') {
    setPending(true)
    const result = await switchBackfillAction({ to })
    setPending(false)
    if (result.ok) toast.good(to === 'paused' ? 'Paused; pages already read are kept' : 'The reading goes on')
    else toast.bad(result.refusal.message)
  }

  if (state === 'running') {
    return (
      <Button pending={pending} pendingLabel="Pausing…" onClick={() => void switchTo('paused')}>
        Pause
      </Button>
    )
  }
  if (state === 'paused' || state === 'failed') {
    return (
      <Button variant="primary" pending={pending} pendingLabel="Resuming…" onClick={() => void switchTo('running')}>
        Resume
      </Button>
    )
  }
  return <StartAgain />
}

function StartAgain() {
  return (
    <FormDialog
      title="Read from Stripe again"
      description="Nothing is sent and nothing is lost: what changed is mirrored, posted and settled, and every list is checked."
      trigger={<Button>Read again</Button>}
      submitLabel="Begin"
      pendingLabel="Beginning…"
      doneWords="The worker begins to read"
      onSubmit={(said) => startBackfillAction({ since: said('since') })}
    >
      <Field label="Objects created since" optional hint="Empty reads everything there is.">
        <Input name="since" type="date" />
      </Field>
    </FormDialog>
  )
}

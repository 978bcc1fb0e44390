'use client'

import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { saveSlaAction } from '#lib/tickets/actions.ts'
import { PRIORITIES } from '#lib/tickets/model.ts'
import type { SlaDays } from '#lib/tickets/sla.ts'

/** How many days each priority allows. */
export function SlaDialog({ days }: { readonly days: SlaDays }) {
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<{ message: string; field?: string }>()
  const [pending, startTransition] = useTransition()
  const save = (form: FormData) =>
    startTransition(async () => {
      const of = (name: string) => String(form.get(name) ?? '')
      const result = await saveSlaAction({
        urgent: of('urgent'),
        high: of('high'),
        normal: of('normal'),
        low: of('low'),
      })
      setRefusal(result.ok ? undefined : result.refusal)
      if (!result.ok) return
      setOpen(false)
      toast.good('New tickets are due after these days')
    })
  return (
    <Dialog
      title="When tickets are due"
      description="Tickets that are open keep the day they were given."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button onClick={() => setOpen(true)}>Due dates…</Button>}
    >
      <form action={save} className="flex flex-col gap-4">
        {PRIORITIES.map((priority) => (
          <Field
            key={priority}
            label={`Days for ${priority}`}
            error={refusal?.field === priority ? refusal.message : undefined}
          >
            <Input
              name={priority}
              type="number"
              min={0}
              max={365}
              step={1}
              required
              defaultValue={String(days[priority])}
            />
          </Field>
        ))}
        {refusal === undefined || refusal.field !== undefined ? null : <Banner tone="bad">{refusal.message}</Banner>}
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Saving…">
          Save the days
        </Button>
      </form>
    </Dialog>
  )
}

'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { formatMoney } from '#lib/money/format.ts'
import { forceMatchAction } from '#lib/reconciliation/actions.ts'
import type { Counterparts } from '#lib/reconciliation/variances/open-counterparts.ts'

/** Says by hand what it belongs to: one of the other side, or several that are its parts. */
export function ForceDialog({ counterparts }: { readonly counterparts: Counterparts }) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()
  const { domain, side, objectId, candidates } = counterparts
  const toggle = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  const submit = (form: FormData) =>
    startTransition(async () => {
      const own = [objectId]
      const result = await forceMatchAction({
        domain,
        expected: side === 'expected' ? own : [...chosen],
        observed: side === 'expected' ? [...chosen] : own,
        reason: String(form.get('reason') ?? ''),
      })
      if (!result.ok) return setRefusal(result.refusal.message)
      setOpen(false)
      const { proposalId } = result.data
      if (proposalId === '') return void toast.good('Matched by hand')
      toast.good('The difference is large: proposed, somebody else approves it')
      router.push(`/approvals/${proposalId}` as Route)
    })
  return (
    <Dialog
      title="Match by hand"
      description="Choose what it belongs to; several are taken together. What the amounts differ by stays on record; when it is large, somebody else approves the match."
      open={isOpen}
      onOpenChange={(next) => {
        setOpen(next)
        setRefusal(undefined)
      }}
      trigger={<Button size="sm">Match by hand…</Button>}
    >
      <form action={submit} className="flex flex-col gap-4">
        <ul className="flex max-h-72 flex-col gap-2 overflow-y-auto">
          {candidates.map(({ objectId: id, amount, happenedOn, reference }) => (
            <li key={id}>
              <Checkbox
                checked={chosen.includes(id)}
                onChange={() => toggle(id)}
                label={`${formatMoney(amount)}, ${happenedOn}, ${reference}`}
              />
            </li>
          ))}
        </ul>
        <Field label="Why they belong together">
          <Textarea name="reason" required minLength={3} maxLength={1000} />
        </Field>
        {refusal === undefined ? null : <Banner tone="bad">{refusal}</Banner>}
        <Button
          type="submit"
          variant="primary"
          disabled={chosen.length === 0}
          pending={pending}
          pendingLabel="Matching…"
        >
          Match them
        </Button>
      </form>
    </Dialog>
  )
}

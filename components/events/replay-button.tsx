'use client'

import { RotateCcw } from 'lucide-react'
import { useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { replayAction } from '#lib/events/actions.ts'
import type { EventKey } from '#lib/events/schema.ts'

type ReplayButtonProps = { readonly events: readonly EventKey[]; readonly onDone?: () => void }

/** Has the worker take these events up again. */
export function ReplayButton({ events, onDone }: ReplayButtonProps) {
  const [isPending, startTransition] = useTransition()
  const words = events.length === 1 ? 'Replay' : `Replay ${events.length} events`
  const replay = () =>
    startTransition(async () => {
      const result = await replayAction({ events: [...events] })
      if (!result.ok) {
        toast.bad(result.refusal.message)
        return
      }
      toast.good(result.data === 1 ? 'The event is worked on again' : `${result.data} events are worked on again`, {
        description: 'Nothing that happened already happens twice.',
      })
      onDone?.()
    })
  return (
    <Button
      variant="primary"
      icon={<RotateCcw aria-hidden className="size-4" />}
      pending={isPending}
      pendingLabel="Putting back…"
      onClick={replay}
    >
      {words}
    </Button>
  )
}

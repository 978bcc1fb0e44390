'use client'

import { useTransition } from 'react'
import { WordsDialog } from '#components/tickets/words-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { confirmMatchAction, declineMatchAction, undoMatchAction } from '#lib/reconciliation/actions.ts'
import { seenAs } from '#lib/reconciliation/matching/look-model.ts'
import type { VarianceMatch } from '#lib/reconciliation/variances/get-variance.ts'

/** Confirms, declines or takes apart a match, and takes the last of these back. */
export function MatchWork({ match }: { readonly match: VarianceMatch }) {
  const [pending, startTransition] = useTransition()
  const act = (run: () => ReturnType<typeof confirmMatchAction>, said: string) =>
    startTransition(async () => {
      const result = await run()
      if (result.ok) toast.good(said)
      else toast.bad(result.refusal.message)
    })
  const { id: matchId, state, method } = match
  const seen = seenAs(match)
  const isOpen = state === 'suggested' || state === 'live'
  return (
    <div className="flex flex-wrap gap-2">
      {state === 'suggested' || (state === 'live' && method !== 'manual' && method !== 'forced') ? (
        <Button
          size="sm"
          pending={pending}
          pendingLabel="Saving…"
          onClick={() => act(() => confirmMatchAction({ matchId, seen }), 'Confirmed')}
        >
          Confirm the match
        </Button>
      ) : null}
      {isOpen ? (
        <WordsDialog
          title={state === 'live' ? 'Take the match apart' : 'Decline the match'}
          label="Why they are not the same"
          hint="The pair is not offered again."
          trigger={(open) => (
            <Button size="sm" onClick={open}>
              {state === 'live' ? 'Take it apart…' : 'Decline…'}
            </Button>
          )}
          confirmLabel={state === 'live' ? 'Take it apart' : 'Decline it'}
          pendingLabel="Saving…"
          onSubmit={async (reason) => {
            const result = await declineMatchAction({ matchId, reason, seen })
            return result.ok ? undefined : result.refusal.message
          }}
        />
      ) : null}
      {match.canUndo ? (
        <Button
          size="sm"
          pending={pending}
          pendingLabel="Saving…"
          onClick={() => act(() => undoMatchAction({ matchId, seen }), 'Taken back')}
        >
          Undo the last decision
        </Button>
      ) : null}
    </div>
  )
}

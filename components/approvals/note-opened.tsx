'use client'

import { useEffect } from 'react'
import { openedAction } from '#lib/approvals/actions.ts'

/** Remembers that this person has opened the proposal: bulk approvals and statistics look at it. Draws nothing. */
export function NoteOpened({ proposalId }: { readonly proposalId: string }) {
  useEffect(() => {
    void openedAction({ proposalId })
  }, [proposalId])
  return null
}

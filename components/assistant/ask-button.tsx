'use client'

import { Button } from '#components/ui/button.tsx'
import { askInPanel, showInPanel } from './panel-memory.ts'

/** Begins a new conversation in the panel. */
export function AskButton() {
  const begin = () => {
    showInPanel(null)
    askInPanel()
  }
  return (
    <Button variant="primary" shortcut="⌘J" onClick={begin}>
      Ask a question
    </Button>
  )
}

'use client'

import { Pin } from 'lucide-react'
import { useState, useTransition } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { pinBlockAction } from '#lib/assistant/actions.ts'

type PinButtonProps = {
  readonly at: {
    readonly conversationId: string
    readonly messageId: string
    readonly callId: string
    readonly position: number
  }
}

/** Keeps a part of an answer on Today, where it is asked again every time. */
export function PinButton({ at }: PinButtonProps) {
  const [isPinned, setPinned] = useState(false)
  const [isPending, startTransition] = useTransition()
  const pin = () =>
    startTransition(async () => {
      const result = await pinBlockAction(at)
      if (!result.ok) return void toast.bad(result.refusal.message)
      setPinned(true)
      toast.good('Pinned to Today, and asked again there')
    })
  return (
    <IconButton
      label={isPinned ? 'Pinned to Today' : 'Pin to Today'}
      icon={<Pin />}
      aria-pressed={isPinned}
      disabled={isPinned || isPending}
      onClick={pin}
    />
  )
}

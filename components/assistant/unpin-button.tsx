'use client'

import { PinOff } from 'lucide-react'
import { useTransition } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { unpinBlockAction } from '#lib/assistant/actions.ts'

type UnpinButtonProps = { readonly pinId: string; readonly title: string }

/** Takes a pin from Today. */
export function UnpinButton({ pinId, title }: UnpinButtonProps) {
  const [isPending, startTransition] = useTransition()
  const unpin = () =>
    startTransition(async () => {
      const result = await unpinBlockAction({ pinId })
      if (!result.ok) toast.bad(result.refusal.message)
    })
  return <IconButton label={`Unpin ${title}`} icon={<PinOff />} disabled={isPending} onClick={unpin} />
}

'use client'

import { WordsDialog } from '#components/tickets/words-dialog.tsx'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { restorePolicyAction, withdrawPolicyAction } from '#lib/assistant/actions.ts'

type WithdrawButtonProps = { readonly slug: string; readonly title: string; readonly isWithdrawn: boolean }

/** Takes a policy out of use, or puts it back, with the reason. */
export function WithdrawButton({ slug, title, isWithdrawn }: WithdrawButtonProps) {
  const verb = isWithdrawn ? 'Put back into use' : 'Withdraw'
  return (
    <WordsDialog
      title={isWithdrawn ? `Put ${title} back into use` : `Withdraw ${title}`}
      trigger={(open) => <Button onClick={open}>{verb}</Button>}
      label="Why"
      hint={
        isWithdrawn
          ? 'Kept in the audit trail.'
          : 'It stays here with its versions, and is neither found nor quoted. Kept in the audit trail.'
      }
      confirmLabel={verb}
      pendingLabel="Saving…"
      onSubmit={async (why) => {
        const result = await (isWithdrawn ? restorePolicyAction : withdrawPolicyAction)({ slug, why })
        if (!result.ok) return result.refusal.message
        toast.good(isWithdrawn ? `${title} applies again` : `${title} is withdrawn`)
        return undefined
      }}
    />
  )
}

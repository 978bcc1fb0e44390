'use client'

import { type ReactElement, type ReactNode, useState, useTransition } from 'react'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field } from './field.tsx'
import { Input } from './input.tsx'

type ConfirmDialogProps = {
  readonly title: string
  readonly trigger?: ReactElement
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
  /** What will be moved in all, large: "6,200.00 USD". */
  readonly total?: ReactNode
  /** Who receives it. */
  readonly payee?: ReactNode
  readonly children?: ReactNode
  /** Verb and object: "Approve 6,200.00 USD". */
  readonly confirmLabel: string
  readonly pendingLabel: string
  readonly tone?: 'primary' | 'danger'
  /** Words the person must type first. Only above a limit. */
  readonly typed?: string
  /** False while something must be looked at first. */
  readonly isReady?: boolean
  /** Does it. Answers a sentence when it was refused: shown here, the dialog stays. */
  readonly onConfirm: () => Promise<string | undefined>
}

/** The last look before money moves or somebody outside is told: total, payee, one verb. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    title,
    trigger,
    total,
    payee,
    children,
    confirmLabel,
    pendingLabel,
    tone = 'primary',
    typed,
    isReady = true,
    onConfirm,
  } = props
  const [ownOpen, setOwnOpen] = useState(false)
  const [entered, setEntered] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const [pending, startTransition] = useTransition()

  const changeOpen = (next: boolean) => {
    if (pending) return
    setOwnOpen(next)
    props.onOpenChange?.(next)
    setRefusal(undefined)
    setEntered('')
  }
  const confirm = () =>
    startTransition(async () => {
      const refused = await onConfirm()
      setRefusal(refused)
      if (refused !== undefined) return
      setOwnOpen(false)
      props.onOpenChange?.(false)
    })

  return (
    <Dialog
      title={title}
      {...(trigger ? { trigger } : {})}
      open={props.open ?? ownOpen}
      onOpenChange={changeOpen}
      footer={
        <>
          <Button onClick={() => changeOpen(false)}>Keep as it is</Button>
          <Button
            variant={tone}
            onClick={confirm}
            pending={pending}
            pendingLabel={pendingLabel}
            disabled={!isReady || (typed !== undefined && entered !== typed)}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {total === undefined && payee === undefined ? null : (
          <div className="rounded-md bg-surface-sunken px-4 py-3">
            {total === undefined ? null : <div className="figures font-semibold text-2xl">{total}</div>}
            {payee === undefined ? null : <div className="text-ink-2">to {payee}</div>}
          </div>
        )}
        {children}
        {typed === undefined ? null : (
          <Field label={`Type ${typed} to confirm`}>
            <Input value={entered} onChange={(event) => setEntered(event.target.value)} autoComplete="off" />
          </Field>
        )}
        {refusal === undefined ? null : <Banner tone="bad">{refusal}</Banner>}
      </div>
    </Dialog>
  )
}

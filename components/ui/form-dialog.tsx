'use client'

import { type ReactElement, type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import { Dialog, type DialogProps } from './dialog.tsx'
import { Form, type FormAnswer } from './form.tsx'
import { SubmitButton } from './submit-button.tsx'
import { toast } from './toast.tsx'

type Taken<T> = { readonly ok: true; readonly data: T }

type FormDialogProps<T> = Pick<DialogProps, 'title' | 'description' | 'size' | 'open' | 'onOpenChange'> & {
  readonly trigger?: ReactElement
  /** Verb and object: "Hold Bauhof". */
  readonly submitLabel: string
  readonly pendingLabel: string
  readonly tone?: 'primary' | 'danger'
  /** False while something must be chosen first. */
  readonly isReady?: boolean
  readonly leaveLabel?: string
  /** Said once it was taken. */
  readonly doneWords?: string
  readonly children?: ReactNode
  /** Sends the fields by their names. */
  readonly onSubmit: (said: (field: string) => string) => Promise<Taken<T> | Extract<FormAnswer, { ok: false }>>
  /** Once it was taken: the dialog is closed, the words are said. */
  readonly onDone?: (data: T) => void
}

/** A small form over the page: it stays, with every word, when it is refused. */
export function FormDialog<T>(props: FormDialogProps<T>) {
  const [isOwnOpen, setOwnOpen] = useState(false)
  const setOpen = (next: boolean) => {
    setOwnOpen(next)
    props.onOpenChange?.(next)
  }
  const send = async (form: FormData) => {
    const answer = await props.onSubmit((field) => String(form.get(field) ?? ''))
    if (answer.ok) {
      setOpen(false)
      if (props.doneWords !== undefined) toast.good(props.doneWords)
      props.onDone?.(answer.data)
    }
    return answer
  }
  return (
    <Dialog
      title={props.title}
      description={props.description}
      size={props.size ?? 'sm'}
      open={props.open ?? isOwnOpen}
      onOpenChange={setOpen}
      {...(props.trigger === undefined ? {} : { trigger: props.trigger })}
    >
      <Form send={send}>
        {props.children}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setOpen(false)}>{props.leaveLabel ?? 'Leave it'}</Button>
          <SubmitButton
            variant={props.tone ?? 'primary'}
            pendingLabel={props.pendingLabel}
            disabled={props.isReady === false}
          >
            {props.submitLabel}
          </SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

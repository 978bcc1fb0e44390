'use client'

import { useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ATTACHMENT_MAX_BYTES } from '#lib/contracts/schema.ts'

type Attached = { readonly hash: string; readonly name: string }
type AttachmentFieldProps = {
  readonly attached: Attached | null
  readonly onChange: (attached: Attached | null) => void
  readonly label?: string
  /** Where it is stored; whoever may write there. */
  readonly action?: string
}

/** Takes a document: stored at once, under the hash of its bytes. */
export function AttachmentField({
  attached,
  onChange,
  label = 'What was signed',
  action = '/api/contracts/attachments',
}: AttachmentFieldProps) {
  const id = useId()
  const [problem, setProblem] = useState('')
  const [pending, setPending] = useState(false)
  async function upload(file: File | undefined) {
    if (file === undefined) return
    if (file.size > ATTACHMENT_MAX_BYTES) return setProblem('The file is larger than 5 MB.')
    setPending(true)
    const response = await fetch(action, {
      method: 'POST',
      headers: { 'x-file-name': encodeURIComponent(file.name) },
      body: file,
    })
    const reply: { hash?: string; name?: string; error?: { message: string } } = await response.json()
    setPending(false)
    if (reply.hash === undefined) return setProblem(reply.error?.message ?? 'The file was not stored.')
    setProblem('')
    onChange({ hash: reply.hash, name: reply.name ?? file.name })
  }
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label} <span className="font-normal text-ink-3">(optional)</span>
      </label>
      {attached === null ? (
        <input
          id={id}
          type="file"
          accept=".pdf,.png,.jpg,.jpeg"
          disabled={pending}
          aria-describedby={`${id}-hint`}
          className="text-sm file:mr-3 file:rounded-md file:border file:border-line file:bg-surface-raised file:px-3 file:py-1.5 file:text-ink"
          onChange={(event) => upload(event.target.files?.[0])}
        />
      ) : (
        <span className="flex flex-wrap items-center gap-3 text-sm">
          {attached.name}
          <Button size="sm" variant="plain" onClick={() => onChange(null)}>
            Remove
          </Button>
        </span>
      )}
      <p id={`${id}-hint`} role="status" className={problem === '' ? 'text-ink-3 text-sm' : 'text-bad-ink text-sm'}>
        {problem === '' ? (pending ? 'Storing…' : 'PDF, PNG or JPEG, at most 5 MB.') : problem}
      </p>
    </div>
  )
}

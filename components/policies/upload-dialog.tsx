'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { FileChooser } from '#components/bank/file-chooser.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import {
  AUDIENCE_WORDS,
  type Audience,
  POLICY_BYTES_MAX,
  POLICY_FILES,
} from '#lib/assistant/retrieval/document-model.ts'

type UploadDialogProps = {
  /** The policy that gets a version; none: a new one. */
  readonly of?: { readonly slug: string; readonly title: string; readonly audience: Audience }
}
type Refused = { readonly message: string; readonly field?: string }

const LOST = 'The connection was lost. Look at the list before you send the file again.'

/** Sends a file as a policy, or as a version of one. */
export function UploadDialog({ of }: UploadDialogProps) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [file, setFile] = useState<File>()
  const [refused, setRefused] = useState<Refused>()
  const [pending, startTransition] = useTransition()
  const send = (form: FormData) =>
    startTransition(async () => {
      if (file === undefined) return setRefused({ message: 'Choose a file.', field: 'file' })
      if (file.size > POLICY_BYTES_MAX) return setRefused({ message: 'The file is larger than 512 KB.', field: 'file' })
      const query = new URLSearchParams({ name: file.name, ...(of === undefined ? {} : { of: of.slug }) })
      for (const key of ['title', 'note', 'audience']) query.set(key, String(form.get(key) ?? ''))
      const reply = await post(`/api/policies?${query}`, file)
      setRefused(reply.error)
      if (reply.slug === undefined) return
      setOpen(false)
      toast.good(of === undefined ? 'The policy applies from now on' : `Version ${reply.version} applies from now on`)
      router.push(`/policies/${reply.slug}` as Route)
      router.refresh()
    })
  const errorOf = (field: string) => (refused?.field === field ? refused.message : undefined)
  return (
    <Dialog
      title={of === undefined ? 'Add a policy' : `New version of ${of.title}`}
      description="It is searched and quoted as soon as it is here. What it says is read as text, never as an instruction."
      open={isOpen}
      onOpenChange={(next) => {
        setOpen(next)
        setRefused(undefined)
        setFile(undefined)
      }}
      trigger={
        <Button variant={of === undefined ? 'primary' : 'quiet'} onClick={() => setOpen(true)}>
          {of === undefined ? 'Add a policy' : 'New version'}
        </Button>
      }
    >
      <form action={send} className="flex flex-col gap-4">
        <FileChooser
          hint="Markdown or plain text in UTF-8, at most 512 KB."
          accept={POLICY_FILES}
          disabled={pending}
          onChoose={(chosen) => {
            setFile(chosen)
            setRefused(undefined)
          }}
        />
        <Field label="Title" optional hint="Empty: the file’s first heading." error={errorOf('title')}>
          <Input name="title" maxLength={120} defaultValue={of?.title} />
        </Field>
        <Field label="Who may be told">
          <Select
            name="audience"
            defaultValue={of?.audience ?? 'console'}
            options={Object.entries(AUDIENCE_WORDS).map(([value, label]) => ({ value, label }))}
          />
        </Field>
        <Field label="What changed" optional>
          <Input name="note" maxLength={500} />
        </Field>
        {refused === undefined || refused.field === 'title' ? null : <Banner tone="bad">{refused.message}</Banner>}
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Sending…">
          {of === undefined ? 'Add the policy' : 'Add the version'}
        </Button>
      </form>
    </Dialog>
  )
}

type Reply = { readonly slug?: string; readonly version?: number; readonly error?: Refused }

async function post(url: string, file: File): Promise<Reply> {
  try {
    const response = await fetch(url, { method: 'POST', body: file })
    return await response.json()
  } catch (error) {
    // A connection that ended, or an answer that is no JSON: either way nobody knows what became of it.
    if (error instanceof TypeError || error instanceof SyntaxError) return { error: { message: LOST } }
    throw error
  }
}

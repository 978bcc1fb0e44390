'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FileChooser } from '#components/bank/file-chooser.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
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
const LOST = 'The connection was lost. Look at the list before you send the file again.'

/** Sends a file as a policy, or as a version of one. */
export function UploadDialog({ of }: UploadDialogProps) {
  const router = useRouter()
  const [file, setFile] = useState<File>()
  const send = async (said: (field: string) => string): Promise<Reply> => {
    if (file === undefined) return refused('Choose a file.')
    if (file.size > POLICY_BYTES_MAX) return refused('The file is larger than 512 KB.')
    const query = new URLSearchParams({ name: file.name, ...(of === undefined ? {} : { of: of.slug }) })
    for (const key of ['title', 'note', 'audience']) query.set(key, said(key))
    return post(`/api/policies?${query}`, file)
  }
  const done = ({ slug, version }: Added) => {
    toast.good(of === undefined ? 'The policy applies from now on' : `Version ${version} applies from now on`)
    router.push(`/policies/${slug}` as Route)
    router.refresh()
  }
  return (
    <FormDialog
      title={of === undefined ? 'Add a policy' : `New version of ${of.title}`}
      description="It is searched and quoted as soon as it is here. What it says is read as text, never as an instruction."
      onOpenChange={() => setFile(undefined)}
      trigger={
        <Button variant={of === undefined ? 'primary' : 'quiet'}>
          {of === undefined ? 'Add a policy' : 'New version'}
        </Button>
      }
      submitLabel={of === undefined ? 'Add the policy' : 'Add the version'}
      pendingLabel="Sending…"
      onSubmit={send}
      onDone={done}
    >
      <FileChooser
        hint="Markdown or plain text in UTF-8, at most 512 KB."
        accept={POLICY_FILES}
        disabled={false}
        onChoose={setFile}
      />
      <Field label="Title" optional hint="Empty: the file’s first heading.">
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
    </FormDialog>
  )
}

type Added = { readonly slug: string; readonly version: number }
type Reply =
  | { readonly ok: true; readonly data: Added }
  | { readonly ok: false; readonly refusal: { readonly message: string; readonly field?: string } }

const refused = (message: string): Reply => ({ ok: false, refusal: { message } })

async function post(url: string, file: File): Promise<Reply> {
  try {
    const response = await fetch(url, { method: 'POST', body: file })
    const { error, ...added } = await response.json()
    return error === undefined ? { ok: true, data: added } : { ok: false, refusal: error }
  } catch (error) {
    // A connection that ended, or an answer that is no JSON: either way nobody knows what became of it.
    if (error instanceof TypeError || error instanceof SyntaxError) return refused(LOST)
    throw error
  }
}

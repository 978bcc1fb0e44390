'use client'

import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { draftDocumentsAction, removeFileAction } from '#lib/disputes/actions.ts'
import { FILE_FIELDS, FILE_NAMES, fieldName } from '#lib/disputes/evidence-model.ts'
import { sendEvidence } from './send-evidence.ts'

type EvidenceFilesProps = {
  readonly disputeId: string
  readonly files: readonly {
    readonly id: string
    readonly field: string
    readonly name: string
    readonly sizeBytes: number
  }[]
  readonly canChange: boolean
}

type Waiting = { readonly file: File; readonly field: string }

const OPTIONS = FILE_NAMES.map((value) => ({ value, label: FILE_FIELDS[value] }))

/** The documents of the pack; each is stored as soon as it is chosen. */
export function EvidenceFiles({ disputeId, files, canChange }: EvidenceFilesProps) {
  const router = useRouter()
  const id = useId()
  const [field, setField] = useState<string>('receipt')
  const [problem, setProblem] = useState('')
  const [lost, setLost] = useState<readonly Waiting[]>([])
  const [pending, setPending] = useState(false)
  const address = `/api/disputes/${disputeId}/files`

  /** One after the other: what was stored stays, and what was lost on the way is kept here to be sent again. */
  async function add(chosen: readonly Waiting[]) {
    setPending(true)
    const problems: string[] = []
    const missing: Waiting[] = []
    for (const one of chosen) {
      const sent = await sendEvidence(address, one.field, one.file)
      if (sent.as === 'refused') problems.push(sent.message)
      if (sent.as === 'lost') missing.push(one)
    }
    setPending(false)
    setLost(missing)
    setProblem(problems.join(' '))
    router.refresh()
  }

  async function remove(fileId: string) {
    setPending(true)
    const result = await removeFileAction({ disputeId, fileId })
    setPending(false)
    setProblem(result.ok ? '' : result.refusal.message)
    router.refresh()
  }

  async function draft() {
    setPending(true)
    const result = await draftDocumentsAction({ disputeId })
    setPending(false)
    setProblem(result.ok ? '' : result.refusal.message)
    router.refresh()
  }

  return (
    <div className="flex flex-col gap-3">
      {files.length === 0 ? <p className="text-ink-2">No documents yet.</p> : null}
      <ul aria-label="Documents" className="flex flex-col gap-1">
        {files.map((file) => (
          <li key={file.id} className="flex flex-wrap items-center gap-3">
            <a href={`${address}/${file.id}`} download className="text-accent-text underline underline-offset-3">
              {file.name}
            </a>
            <span className="text-ink-3 text-sm">
              {fieldName(file.field)}, {Math.ceil(file.sizeBytes / 1024)} KB
            </span>
            {canChange ? (
              <Button
                size="sm"
                variant="plain"
                disabled={pending}
                onClick={() => remove(file.id)}
                aria-label={`Remove ${file.name}`}
              >
                Remove
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {canChange ? (
        <div>
          <Button size="sm" onClick={draft} disabled={pending}>
            Write documents from our data
          </Button>
        </div>
      ) : null}
      {canChange ? (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="It is the">
            <Select options={OPTIONS} value={field} onChange={({ target }) => setField(target.value)} />
          </Field>
          <div className="flex flex-col gap-1.5">
            <label htmlFor={id} className="font-medium text-sm">
              Add documents
            </label>
            <input
              id={id}
              type="file"
              multiple
              accept=".pdf,.png,.jpg,.jpeg"
              disabled={pending}
              aria-describedby={`${id}-hint`}
              className="text-sm file:mr-3 file:rounded-md file:border file:border-line file:bg-surface-raised file:px-3 file:py-1.5 file:text-ink"
              onChange={({ target }) => {
                const files = [...(target.files ?? [])].map((file) => ({ file, field }))
                void add([...lost, ...files]).then(() => {
                  target.value = ''
                })
              }}
            />
            <p
              id={`${id}-hint`}
              role="status"
              className={problem === '' ? 'text-ink-3 text-sm' : 'text-bad-ink text-sm'}
            >
              {problem === '' ? (pending ? 'Storing…' : 'PDF, PNG or JPEG, at most 5 MB each.') : problem}
            </p>
            {lost.length === 0 ? null : (
              <div className="flex flex-wrap items-center gap-2" role="alert">
                <span className="text-bad-ink text-sm">
                  The connection was lost: not stored yet: {lost.map(({ file }) => file.name).join(', ')}. The others
                  are.
                </span>
                <Button size="sm" pending={pending} pendingLabel="Sending…" onClick={() => add(lost)}>
                  Send again
                </Button>
              </div>
            )}
          </div>
        </div>
      ) : null}
    </div>
  )
}

'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { counterAction, saveWordsAction } from '#lib/disputes/actions.ts'
import { isLong, WORD_FIELDS, WORD_MAX, WORD_NAMES, type WordField, type Words } from '#lib/disputes/evidence-model.ts'

type PackFormProps = {
  readonly disputeId: string
  readonly words: Words
  /** 0: drafted from our own data, not saved yet. */
  readonly version: number
  /** Pieces that decide a case of this reason stand first. */
  readonly wanted: readonly string[]
  readonly fileIds: readonly string[]
  readonly amount: string
  readonly canSend: boolean
}

/** The words of the answer: drafted, edited, saved, and sent once. */
export function PackForm({
  disputeId,
  words: first,
  version: firstVersion,
  wanted,
  fileIds,
  amount,
  canSend,
}: PackFormProps) {
  const router = useRouter()
  const [words, setWords] = useState<Words>(first)
  const [version, setVersion] = useState(firstVersion)
  const [saved, setSaved] = useState(firstVersion > 0 ? first : {})
  const [shown, setShown] = useState<readonly WordField[]>(() =>
    WORD_NAMES.filter((name) => isShown(name, first, wanted)),
  )
  const [refusal, setRefusal] = useState<string>()
  const [isUnderstood, setUnderstood] = useState(false)
  const [pending, startTransition] = useTransition()
  const isChanged = WORD_NAMES.some((name) => (words[name] ?? '') !== (saved[name] ?? ''))

  const save = () =>
    startTransition(async () => {
      const result = await saveWordsAction({ disputeId, version, words })
      setRefusal(result.ok ? undefined : result.refusal.message)
      if (!result.ok) return
      setVersion(result.data.version)
      setSaved(words)
      toast.good('Draft saved')
    })

  const send = async () => {
    const result = await counterAction({ disputeId, version, fileIds: [...fileIds], isUnderstood: true })
    if (!result.ok) return result.refusal.message
    toast.good('Proposed; somebody else approves it')
    router.push(`/approvals/${result.data.proposalId}` as Route)
    return undefined
  }

  const pieces = Object.values(words).filter((text) => text.trim() !== '').length
  return (
    <div className="flex flex-col gap-4">
      {version === 0 ? (
        <p className="text-ink-2 text-sm">
          Drafted from our own data. Check every line, change what is wrong, and save it.
        </p>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        {shown.map((name) => (
          <div key={name} className={isLong(name) ? 'sm:col-span-2' : ''}>
            <Field label={WORD_FIELDS[name]} optional>
              {isLong(name) ? (
                <Textarea
                  rows={name === 'uncategorized_text' ? 5 : 3}
                  maxLength={WORD_MAX}
                  value={words[name] ?? ''}
                  onChange={({ target }) => setWords({ ...words, [name]: target.value })}
                />
              ) : (
                <Input
                  maxLength={500}
                  value={words[name] ?? ''}
                  onChange={({ target }) => setWords({ ...words, [name]: target.value })}
                />
              )}
            </Field>
          </div>
        ))}
      </div>
      {refusal === undefined ? null : <Banner tone="bad">{refusal}</Banner>}
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={save} pending={pending} pendingLabel="Saving…" disabled={!isChanged}>
          Save the draft
        </Button>
        {shown.length === WORD_NAMES.length ? null : (
          <Button variant="plain" onClick={() => setShown(WORD_NAMES)}>
            Show every piece
          </Button>
        )}
        {canSend ? (
          <ConfirmDialog
            title="Send this answer to the bank?"
            trigger={
              <Button variant="primary" disabled={isChanged || pieces + fileIds.length === 0}>
                Counter the dispute…
              </Button>
            }
            total={amount}
            confirmLabel="Propose to send it"
            pendingLabel="Proposing…"
            isReady={isUnderstood}
            onConfirm={send}
          >
            <ul className="flex list-disc flex-col gap-1 pl-5">
              <li>
                Statements: {pieces}, documents: {fileIds.length}, as saved in version {version}.
              </li>
              <li>A bank takes one answer: nothing can be added, changed or taken back afterwards.</li>
              <li>Stripe may charge a fee for answering, which comes back only when the dispute is won.</li>
              <li>Somebody else approves it first, before the deadline.</li>
            </ul>
            <Checkbox
              checked={isUnderstood}
              onChange={({ target }) => setUnderstood(target.checked)}
              label="I have read it, and know that it cannot be undone"
            />
          </ConfirmDialog>
        ) : null}
        {isChanged ? <span className="text-ink-3 text-sm">Not saved yet.</span> : null}
      </div>
    </div>
  )
}

const isShown = (name: WordField, words: Words, wanted: readonly string[]) =>
  (words[name] ?? '') !== '' || wanted.includes(name) || name === 'uncategorized_text'

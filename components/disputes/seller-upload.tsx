'use client'

import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'
import { FILE_BYTES_MAX } from '#lib/disputes/evidence-model.ts'
import type { SellerWords } from '#lib/disputes/seller-words-model.ts'

type SellerUploadProps = {
  readonly disputeId: string
  readonly words: Pick<SellerWords, 'add' | 'kinds' | 'sending' | 'stored' | 'tooLarge' | 'lostLine' | 'refused'>
}

/** Takes a document from the seller; says at every moment whether it is stored. */
export function SellerUpload({ disputeId, words }: SellerUploadProps) {
  const router = useRouter()
  const id = useId()
  const [said, setSaid] = useState<keyof SellerUploadProps['words']>('kinds')

  async function send(file: File | undefined): Promise<void> {
    if (file === undefined) return
    if (file.size > FILE_BYTES_MAX) return setSaid('tooLarge')
    setSaid('sending')
    const response = await fetch(`/api/portal/disputes/${disputeId}/files`, {
      method: 'POST',
      headers: { 'x-file-name': encodeURIComponent(file.name) },
      body: file,
    }).catch(() => null)
    setSaid(response === null ? 'lostLine' : response.ok ? 'stored' : response.status === 413 ? 'tooLarge' : 'refused')
    router.refresh()
  }

  const isProblem = said === 'tooLarge' || said === 'lostLine' || said === 'refused'
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {words.add}
      </label>
      <input
        id={id}
        type="file"
        accept=".pdf,.png,.jpg,.jpeg"
        disabled={said === 'sending'}
        aria-describedby={`${id}-said`}
        className="min-h-11 text-sm file:mr-3 file:min-h-11 file:rounded-md file:border file:border-line file:bg-surface-raised file:px-3 file:text-ink"
        onChange={({ target }) => {
          void send(target.files?.[0]).then(() => {
            target.value = ''
          })
        }}
      />
      <p id={`${id}-said`} role="status" className={isProblem ? 'text-bad-ink text-sm' : 'text-ink-3 text-sm'}>
        {words[said]}
      </p>
    </div>
  )
}

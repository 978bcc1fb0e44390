'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'

type CopyIdProps = {
  readonly id: string
  /** What it is, for the name of the button: "settlement id". */
  readonly noun?: string
}

/** An id in mono that goes to the clipboard when it is clicked. */
export function CopyId({ id, noun = 'id' }: CopyIdProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1_500)
    return () => clearTimeout(timer)
  }, [copied])

  return (
    <button
      type="button"
      aria-label={copied ? `Copied ${id}` : `Copy ${noun} ${id}`}
      onClick={() => void navigator.clipboard.writeText(id).then(() => setCopied(true))}
      className="-mx-1 inline-flex max-w-full items-center gap-1.5 rounded-sm px-1 font-mono text-ink-2 text-xs hover:bg-surface-hover hover:text-ink [&_svg]:size-3.5 [&_svg]:shrink-0"
    >
      <span className="truncate">{id}</span>
      {copied ? <Check aria-hidden className="text-good" /> : <Copy aria-hidden className="text-ink-3" />}
    </button>
  )
}

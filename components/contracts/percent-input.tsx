'use client'

import { useState } from 'react'
import { Input } from '#components/ui/input.tsx'
import { parsePercent, percentText } from '#lib/contracts/percent-model.ts'

type PercentInputProps = {
  /** Basis points; NaN while the text is no percentage. */
  readonly bps: number
  readonly onChange: (bps: number) => void
}

/** Takes a percentage as people write it, `12.5` or `12,5`. */
export function PercentInput({ bps, onChange }: PercentInputProps) {
  const [text, setText] = useState(percentText(bps))
  const type = (next: string) => {
    setText(next)
    onChange(parsePercent(next) ?? Number.NaN)
  }
  return (
    <span className="relative block [&_input]:figures [&_input]:pr-8 [&_input]:text-right">
      <Input inputMode="decimal" autoComplete="off" value={text} onChange={(event) => type(event.target.value)} />
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-ink-3 text-sm"
      >
        %
      </span>
    </span>
  )
}

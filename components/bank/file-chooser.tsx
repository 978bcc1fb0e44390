'use client'

import { useId } from 'react'

type FileChooserProps = {
  readonly hint: string
  readonly accept: string
  readonly disabled: boolean
  readonly onChoose: (file: File) => void
}

/** Takes one file. */
export function FileChooser({ hint, accept, disabled, onChoose }: FileChooserProps) {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        File
      </label>
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={disabled}
        aria-describedby={`${id}-hint`}
        className="max-w-full text-sm file:mr-3 file:rounded-md file:border file:border-line file:bg-surface-raised file:px-3 file:py-1.5 file:text-ink"
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file !== undefined) onChoose(file)
        }}
      />
      <p id={`${id}-hint`} className="text-ink-3 text-sm">
        {hint}
      </p>
    </div>
  )
}

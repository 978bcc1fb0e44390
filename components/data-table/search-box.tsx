'use client'

import { Search, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { Kbd } from '#components/ui/kbd.tsx'
import { useShortcuts } from '#components/ui/use-shortcuts.ts'

type SearchBoxProps = {
  readonly initial: string
  readonly placeholder: string
  readonly onSearch: (text: string) => void
}

/** Searches as the person types; `/` comes here, esc empties it and then leaves. */
export function SearchBox({ initial, placeholder, onSearch }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(initial)
  const [known, setKnown] = useState(initial)
  if (known !== initial) {
    setKnown(initial)
    if (initial !== text.trim()) setText(initial)
  }
  const change = (next: string) => {
    setText(next)
    onSearch(next)
  }
  useShortcuts({ '/': () => input.current?.select() })
  return (
    <div className="relative min-w-48 flex-1 sm:max-w-80">
      <Search aria-hidden className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-ink-3" />
      <input
        ref={input}
        type="search"
        aria-label={`Search: ${placeholder}`}
        placeholder={placeholder}
        value={text}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          if (text === '') input.current?.blur()
          else change('')
        }}
        className="control pr-8 pl-8 text-sm pointer-coarse:h-11 [&::-webkit-search-cancel-button]:hidden"
      />
      <span className="absolute inset-y-0 right-1.5 flex items-center">
        {text === '' ? (
          <span className="max-sm:hidden">
            <Kbd>/</Kbd>
          </span>
        ) : (
          <button
            type="button"
            aria-label="Empty the search"
            onClick={() => {
              change('')
              input.current?.focus()
            }}
            className="inline-flex size-6 items-center justify-center rounded-sm text-ink-3 hover:text-ink"
          >
            <X aria-hidden className="size-4" />
          </button>
        )}
      </span>
    </div>
  )
}

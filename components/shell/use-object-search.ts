'use client'

import { useEffect, useState } from 'react'

export type FoundObject = { readonly label: string; readonly hint: string; readonly href: string }

/** Finds objects by id, order or invoice number. A server action. */
export type SearchObjects = (input: {
  readonly query: string
}) => Promise<
  | { readonly ok: true; readonly data: readonly FoundObject[] }
  | { readonly ok: false; readonly refusal: { readonly message: string } }
>

const PAUSE_MS = 180
const CHARACTERS_MIN = 3

type Answer = { readonly query: string; readonly found: readonly FoundObject[]; readonly refusal?: string }

const NOTHING: Answer = { query: '', found: [] }

/** Asks a moment after the last key, shows only the answer to what stands there now, and says how it went. */
export function useObjectSearch(text: string, search: SearchObjects | undefined) {
  const query = text.trim()
  const isAsked = search !== undefined && query.length >= CHARACTERS_MIN
  const [answer, setAnswer] = useState<Answer>(NOTHING)

  useEffect(() => {
    if (!isAsked || search === undefined) return
    let isStale = false
    const ask = async () => {
      const reply = await search({ query })
      if (isStale) return
      setAnswer(reply.ok ? { query, found: reply.data } : { query, found: [], refusal: reply.refusal.message })
    }
    const timer = setTimeout(() => {
      ask().catch(() => setAnswer({ query, found: [], refusal: 'The search did not answer. Check the connection.' }))
    }, PAUSE_MS)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [isAsked, query, search])

  const isAnswered = isAsked && answer.query === query
  return { found: isAnswered ? answer.found : [], status: statusOf(isAsked, isAnswered ? answer : null) }
}

function statusOf(isAsked: boolean, answer: Answer | null): string | null {
  if (!isAsked) return null
  if (answer === null) return 'Searching…'
  if (answer.refusal !== undefined) return answer.refusal
  return answer.found.length === 0 ? 'Nothing has this id, number, name or exact amount.' : null
}

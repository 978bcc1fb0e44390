'use client'

import { useState } from 'react'
import { type Progress, type Sent, sendFile } from './send-file.ts'

/** Sends a file to be looked at first and imported then, and keeps what came of it. */
export function useImport<T>(endpoint: string) {
  const [progress, setProgress] = useState<Progress>()
  const [checked, setChecked] = useState<T>()
  const [problem, setProblem] = useState('')

  const forget = () => {
    setChecked(undefined)
    setProblem('')
  }
  async function send(file: File, query: Readonly<Record<string, string>>): Promise<Sent<T>> {
    forget()
    setProgress({ part: 0, words: 'Sending…' })
    const sent = await sendFile<T>(
      `${endpoint}?${new URLSearchParams({ name: file.name, ...query })}`,
      file,
      setProgress,
    )
    setProgress(undefined)
    if (!sent.ok) setProblem(sent.message)
    return sent
  }
  async function check(file: File, query: Readonly<Record<string, string>>): Promise<void> {
    const sent = await send(file, { ...query, check: '1' })
    if (sent.ok) setChecked(sent.data)
  }
  return { progress, checked, problem, isBusy: progress !== undefined, send, check, forget, setProblem }
}

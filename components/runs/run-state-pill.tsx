import { Pill, type Tone } from '#components/ui/pill.tsx'
import type { RunState } from '#lib/settlements/runs/run-schema.ts'

const LOOKS: Readonly<Record<RunState, Tone>> = {
  draft: 'plain',
  submitted: 'warn',
  executing: 'wait',
  done: 'good',
  cancelled: 'plain',
}
const WORDS: Readonly<Record<RunState, string>> = {
  draft: 'draft',
  submitted: 'needs approval',
  executing: 'executing',
  done: 'done',
  cancelled: 'given up',
}

export const RunStatePill = ({ state }: { readonly state: RunState }) => <Pill tone={LOOKS[state]}>{WORDS[state]}</Pill>

import type { Answer } from './read-answer.ts'

type AnnouncementProps = {
  readonly answer: Answer | null
  readonly isBusy: boolean
  readonly trouble: string | undefined
}

/**
 * What a screen reader says of an answer under way: the step, then the words at once when they are complete.
 * Words that come piece by piece would be read piece by piece.
 */
export function Announcement({ answer, isBusy, trouble }: AnnouncementProps) {
  return (
    <p aria-live="polite" className="sr-only">
      {isBusy
        ? (answer?.steps.findLast(({ state }) => state === 'running')?.words ?? 'Answering')
        : spoken(answer, trouble)}
    </p>
  )
}

const spoken = (answer: Answer | null, trouble: string | undefined): string =>
  [answer?.text.replaceAll(/[*_`#]|\]\([^)]*\)|\[/g, '') ?? '', trouble ?? ''].join(' ').trim()

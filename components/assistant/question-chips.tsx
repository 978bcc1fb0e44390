type QuestionChipsProps = {
  readonly label: string
  readonly questions: readonly string[]
  readonly onAsk: (question: string) => void
}

/** Questions that can be asked with one press. */
export function QuestionChips({ label, questions, onAsk }: QuestionChipsProps) {
  if (questions.length === 0) return null
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1.5">
      {questions.map((question) => (
        <li key={question} className="min-w-0 max-w-full">
          <button
            type="button"
            onClick={() => onAsk(question)}
            className="min-h-7 max-w-full rounded-md border border-line-strong bg-surface-raised px-2.5 py-1 text-left text-sm transition-colors hover:bg-surface-hover pointer-coarse:min-h-11"
          >
            {question}
          </button>
        </li>
      ))}
    </ul>
  )
}

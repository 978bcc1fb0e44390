import { buttonLook } from '#components/ui/button-look.ts'

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
            className={`${buttonLook('quiet', 'sm')} h-auto min-h-7 max-w-full shrink whitespace-normal py-1 text-left font-normal`}
          >
            {question}
          </button>
        </li>
      ))}
    </ul>
  )
}

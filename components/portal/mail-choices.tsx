'use client'

import { useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import type { MailChoice } from '#lib/portal/mail-choices.ts'
import { chooseMailAction } from '#lib/portal/seller-actions.ts'
import type { Words } from '#lib/portal/words-model.ts'

type MailChoicesProps = {
  readonly choices: readonly MailChoice[]
  readonly words: Pick<Words, 'mailStop' | 'mailStart' | 'mailOn' | 'mailOff' | 'noAnswer'>
  /** Others of the seller only see what was chosen. */
  readonly mayChoose: boolean
}

/** Each kind of mail that one may do without, with whether it comes. */
export function MailChoices({ choices, words, mayChoose }: MailChoicesProps) {
  const [pending, start] = useTransition()
  const [failed, setFailed] = useState(false)
  const choose = ({ category, isStopped }: MailChoice) =>
    start(async () => setFailed(!(await chooseMailAction({ category, isStopped: !isStopped })).ok))
  return (
    <>
      <ul className="flex flex-col">
        {choices.map((choice) => (
          <li
            key={choice.category}
            className="flex min-h-14 items-center justify-between gap-3 border-line border-t py-2"
          >
            <span className="min-w-0">
              {choice.name}{' '}
              <span className="text-ink-3 text-sm">{choice.isStopped ? words.mailOff : words.mailOn}</span>
            </span>
            {mayChoose ? (
              <Button
                pending={pending}
                onClick={() => choose(choice)}
                aria-label={`${choice.isStopped ? words.mailStart : words.mailStop}: ${choice.name}`}
              >
                {choice.isStopped ? words.mailStart : words.mailStop}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {failed ? (
        <p role="alert" className="text-bad text-sm">
          {words.noAnswer}
        </p>
      ) : null}
    </>
  )
}

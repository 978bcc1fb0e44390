import type { ReactNode } from 'react'
import type { PortalLocale } from '#lib/access/seller-model.ts'
import type { OwnOnboarding } from '#lib/onboarding/for-seller.ts'
import { fill, todoWords, wordsIn } from '#lib/onboarding/words-model.ts'
import { conditionsInWords, ruleInWords } from '#lib/portal/fee-model.ts'
import { wordsIn as portalWords } from '#lib/portal/words-model.ts'
import { longDay } from './day-words.ts'
import { OnboardingButton } from './onboarding-button.tsx'

type StepsProps = {
  readonly own: OwnOnboarding
  readonly locale: PortalLocale
  readonly platform: string
  readonly mayOpenStripe: boolean
  readonly mayAgree: boolean
}

/** What a new seller does before it is paid, one step below the other, each with how far it got. */
export function Steps({ own, locale, platform, mayOpenStripe, mayAgree }: StepsProps) {
  const words = wordsIn(locale)
  const { entering, noAnswer } = portalWords(locale)
  const todo = todoWords(words, own.todo)
  const atStripe = own.todo.length > 0 || !own.isReady
  const isStripeDone = own.isReady && own.todo.length === 0
  return (
    <ol className="flex flex-col gap-4">
      <Step
        title={words.stepStripe}
        status={isStripeDone ? words.done : own.todo.length > 0 ? words.now : words.us}
        isDone={isStripeDone}
      >
        <p className="text-ink-2">
          {isStripeDone ? words.stepStripeDone : own.todo.length > 0 ? words.stepStripeLead : words.stepStripeWaits}
        </p>
        {atStripe && own.todo.length > 0 && own.isReady ? (
          <p className="text-warn-ink">{fill(words.stepChecksYou, { todo: todo.join(', ') })}</p>
        ) : null}
        {atStripe && mayOpenStripe ? (
          <OnboardingButton deed="stripe" label={words.stepStripeOpen} busy={entering} failed={noAnswer} />
        ) : null}
      </Step>
      <Step
        title={words.stepTerms}
        status={own.agreedAt === null ? words.now : words.done}
        isDone={own.agreedAt !== null}
      >
        <p className="text-ink-2">
          {own.agreedAt === null
            ? words.stepTermsLead
            : fill(words.stepTermsDone, { day: longDay(own.agreedAt.slice(0, 10), locale) })}
        </p>
        <ul className="flex list-disc flex-col gap-1 pl-5">
          {own.terms.rules.map((rule) => (
            <li key={rule.id}>{ruleInWords(rule, own.terms.commissionBase, locale)}</li>
          ))}
          {conditionsInWords(own.terms, locale).map((sentence) => (
            <li key={sentence} className="text-ink-2">
              {sentence}
            </li>
          ))}
        </ul>
        {own.agreedAt === null && mayAgree ? (
          <OnboardingButton
            deed="agree"
            hash={own.termsHash}
            label={words.stepTermsDo}
            busy={entering}
            failed={noAnswer}
          />
        ) : null}
      </Step>
      <Step
        title={words.stepChecks}
        status={own.isChecked ? words.done : own.state === 'checks' ? words.us : words.later}
        isDone={own.isChecked}
      >
        <p className="text-ink-2">
          {own.isChecked
            ? words.stepChecksDone
            : own.state === 'checks'
              ? fill(words.stepChecksUs, { platform })
              : words.stepChecksWaits}
        </p>
      </Step>
      <Step
        title={words.stepSell}
        status={own.paidAt === null ? (own.state === 'review' ? words.us : words.later) : words.done}
        isDone={own.paidAt !== null}
      >
        <p className="text-ink-2">{sellingWords(own, words)}</p>
      </Step>
      {own.state === 'live' ? null : (
        <li>
          <OnboardingButton deed="look" label={words.refresh} busy={entering} failed={noAnswer} />
        </li>
      )}
    </ol>
  )
}

function sellingWords(own: OwnOnboarding, words: ReturnType<typeof wordsIn>): string {
  if (own.paidAt !== null) return words.stepSellDone
  if (own.isReviewed) return words.stepSellOn
  return own.soldAt === null ? words.stepSellWaits : words.stepSellSold
}

type StepProps = {
  readonly title: string
  readonly status: string
  readonly isDone: boolean
  readonly children: ReactNode
}

function Step({ title, status, isDone, children }: StepProps) {
  return (
    <li className="flex flex-col gap-2 rounded-md border border-line bg-surface-raised p-4">
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="font-medium text-lg">{title}</h2>
        <span className={isDone ? 'shrink-0 text-good-ink text-sm' : 'shrink-0 text-ink-2 text-sm'}>{status}</span>
      </div>
      {children}
    </li>
  )
}

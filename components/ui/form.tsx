'use client'

import {
  type ComponentProps,
  createContext,
  type FormEvent,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useTransition,
} from 'react'
import { Banner } from './banner.tsx'

/** What came of a form: what an action answers, and what a route's answer is made into. */
export type FormAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: { readonly message: string; readonly field?: string | undefined } }

type Refused = { readonly message: string; readonly field: string | undefined; readonly isBesideField: boolean }
type Around = {
  readonly refused: Refused | undefined
  readonly pending: boolean
  /** A field says that it shows what is refused under its name; answers how it takes that back. */
  readonly enter: (name: string) => () => void
}

const FormAround = createContext<Around | null>(null)

type FormProps = Omit<ComponentProps<'form'>, 'action' | 'onSubmit' | 'method' | 'ref'> & {
  /** Sends what the form holds, the pressed button's value with it. */
  readonly send: (form: FormData) => Promise<FormAnswer>
  /** Empties the fields once it was taken: for a form that stays and takes the next. */
  readonly emptiesAfter?: boolean
  /** What to say when no answer came. */
  readonly lostWords?: string
}

const LOST = 'No answer came. What you typed is still here: look whether it was done before you send it again.'

/**
 * The only form that sends something. Whatever the answer, everything that was typed and chosen stays, files too, until
 * the page is left. A refusal stands beside the field it names, or above all fields, and takes the focus.
 */
export function Form({ send, emptiesAfter = false, lostWords = LOST, className, children, ...rest }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  const above = useRef<HTMLDivElement>(null)
  const fields = useRef<string[]>([])
  const [refused, setRefused] = useState<Refused>()
  const [pending, startTransition] = useTransition()

  const enter = useCallback((name: string) => {
    fields.current.push(name)
    return () => {
      fields.current.splice(fields.current.indexOf(name), 1)
    }
  }, [])
  const around = useMemo(() => ({ refused, pending, enter }), [refused, pending, enter])

  useEffect(() => {
    if (refused === undefined) return
    const first = form.current?.querySelector<HTMLElement>(INVALID)
    const target = refused.isBesideField ? first : above.current
    target?.focus()
  }, [refused])

  const run = (said: FormData) =>
    startTransition(async () => {
      const answer = await answerOf(send, said, lostWords)
      if (answer.ok) {
        setRefused(undefined)
        if (emptiesAfter) form.current?.reset()
        return
      }
      const { message, field } = answer.refusal
      const isBesideField = field !== undefined && fields.current.some((name) => isOf(name, field))
      setRefused({ message, field, isBesideField })
    })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    // What a dialog inside sends comes by here, too.
    if (event.target !== event.currentTarget) return
    // React empties a form after its action; a form that was stopped here it leaves alone.
    event.preventDefault()
    if (!pending) run(new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter))
  }

  return (
    // The action is for a press that came before the page was ready: React keeps it and sends it then.
    <form {...rest} ref={form} action={run} onSubmit={submit} className={className ?? 'flex flex-col gap-4'}>
      <FormAround value={around}>
        {refused === undefined || refused.isBesideField ? null : (
          <div ref={above} tabIndex={-1} className="w-full">
            <Banner tone="bad">{refused.message}</Banner>
          </div>
        )}
        {children}
      </FormAround>
    </form>
  )
}

const INVALID = ':is(input:not([type="hidden"]), select, textarea):is([data-invalid], [aria-invalid="true"])'

const isOf = (name: string, field: string) => field === name || field.startsWith(`${name}.`)

async function answerOf(
  send: (form: FormData) => Promise<FormAnswer>,
  said: FormData,
  lostWords: string,
): Promise<FormAnswer> {
  try {
    return await send(said)
  } catch (error) {
    // What the browser throws when there was no answer; anything else is a fault of ours and goes on.
    if (error instanceof TypeError) return { ok: false, refusal: { message: lostWords } }
    throw error
  }
}

/** What the form around was refused for at the field of this name, or at a part of it (`lines.0` at `lines.0.amount`). */
export function useRefusal(name: string | undefined): string | undefined {
  const around = use(FormAround)
  const enter = around?.enter
  useEffect(() => (name === undefined ? undefined : enter?.(name)), [enter, name])
  const refused = around?.refused
  return name !== undefined && refused?.field !== undefined && isOf(name, refused.field) ? refused.message : undefined
}

/** Whether the form around is being sent. */
export const useSending = (): boolean => use(FormAround)?.pending ?? false

import type { FormEvent } from 'react'

/** Sends a form without emptying it: after a refusal everything that was typed is still there. */
export const kept = (send: (form: FormData) => void) => (event: FormEvent<HTMLFormElement>) => {
  event.preventDefault()
  send(new FormData(event.currentTarget))
}

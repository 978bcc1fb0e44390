'use client'

import { Button, type ButtonProps } from './button.tsx'
import { useSending } from './form.tsx'

type SubmitButtonProps = Omit<ButtonProps, 'type' | 'pending' | 'onClick'> & { readonly pendingLabel: string }

/** Sends the form around, and says so while it does. */
export function SubmitButton({ variant = 'primary', ...rest }: SubmitButtonProps) {
  const isSending = useSending()
  return <Button {...rest} variant={variant} type="submit" pending={isSending} />
}

import { cx } from './cx.ts'

export type ButtonVariant = 'primary' | 'quiet' | 'danger' | 'plain'
export type ButtonSize = 'md' | 'sm'

const VARIANTS: Readonly<Record<ButtonVariant, string>> = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover',
  quiet: 'border border-line-strong bg-surface-raised text-ink hover:bg-surface-hover',
  danger: 'bg-bad-fill text-accent-ink hover:opacity-90',
  plain: 'text-ink-2 hover:bg-surface-hover hover:text-ink',
}

const SIZES: Readonly<Record<ButtonSize, string>> = {
  md: 'h-8 px-3 text-base pointer-coarse:h-11',
  sm: 'h-7 px-2.5 text-sm pointer-coarse:h-9',
}

/** The look that buttons and links shaped like buttons share. */
export function buttonLook(variant: ButtonVariant, size: ButtonSize): string {
  return cx(
    'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors',
    'disabled:pointer-events-none disabled:opacity-55 aria-disabled:opacity-55',
    VARIANTS[variant],
    SIZES[size],
  )
}

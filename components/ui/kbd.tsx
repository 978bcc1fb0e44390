import { cx } from './cx.ts'

/** A key or a chord of keys: `a`, `g t`, `⌘K`. */
export function Kbd({ children, onFill = false }: { readonly children: string; readonly onFill?: boolean }) {
  return (
    <kbd
      className={cx(
        'inline-flex h-4.5 pointer-coarse:hidden min-w-4.5 items-center justify-center rounded-sm px-1 font-medium font-sans text-xs leading-none',
        onFill ? 'border border-current/35' : 'border border-line bg-surface-sunken text-ink-2',
      )}
    >
      <span>{children}</span>
    </kbd>
  )
}

import { cx } from './cx.ts'

/** The place of something on its way. Give it the size of what comes, so that nothing jumps. */
export function Skeleton({ className = 'h-4 w-full' }: { readonly className?: string }) {
  return <span aria-hidden className={cx('block animate-pulse rounded-sm bg-surface-hover', className)} />
}

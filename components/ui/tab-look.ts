export const TAB_LIST = 'flex gap-5 overflow-x-auto border-line border-b'
export const TAB =
  '-mb-px flex h-9 shrink-0 items-center gap-1.5 border-transparent border-b-2 text-base text-ink-2 transition-colors pointer-coarse:h-11 hover:text-ink aria-[current=page]:border-ink aria-[current=page]:font-medium aria-[current=page]:text-ink data-active:border-ink data-active:font-medium data-active:text-ink focus-visible:-outline-offset-2'

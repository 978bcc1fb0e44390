import type { ReactNode } from 'react'

/** The inside of a console page: gutter, rhythm, widest width. */
export function Page({ children }: { readonly children: ReactNode }) {
  return <div className="mx-auto flex w-full max-w-[100rem] flex-col gap-5 px-4 py-5 sm:px-6 sm:py-6">{children}</div>
}

type SplitProps = { readonly children: ReactNode; readonly aside: ReactNode }

/** A detail page: two thirds what it is and how it came about, one third people and links. */
export function Split({ children, aside }: SplitProps) {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
      <div className="flex min-w-0 flex-col gap-6">{children}</div>
      <aside className="flex min-w-0 flex-col gap-6">{aside}</aside>
    </div>
  )
}

type SectionProps = { readonly title: string; readonly actions?: ReactNode; readonly children: ReactNode }

/** A group under a heading. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <section className="flex min-w-0 flex-col gap-2.5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold text-lg">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  )
}

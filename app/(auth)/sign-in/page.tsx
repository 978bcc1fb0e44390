import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '#components/people/sign-in-form.tsx'
import { Wordmark } from '#components/shell/wordmark.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { currentActor } from '#lib/access/actor.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE } from '#lib/people/ensure-demo-people.ts'
import { env } from '#lib/platform/env.ts'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { from } = await searchParams
  const target = ownPath(typeof from === 'string' ? from : '/')
  if ((await currentActor()) !== null) redirect(target as Route)
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="flex w-full max-w-sm flex-col gap-6">
        <header className="flex flex-col gap-3">
          <Wordmark />
          <h1 className="font-semibold text-2xl tracking-tight">Sign in</h1>
          <p className="text-ink-2">
            Every payment settled, every transfer approved by somebody, every cent accounted for.
          </p>
        </header>
        <p className="text-ink-2 text-sm">
          <TextLink href="/portal/sign-in">Sellers sign in here</TextLink>
        </p>
        <SignInForm from={target} demo={env.isDemo ? { people: DEMO_PEOPLE, password: DEMO_PASSWORD } : null} />
      </div>
    </main>
  )
}

/** Only paths of ours: an address elsewhere, also written as `//elsewhere` or `/\elsewhere`, leads to the start page. */
function ownPath(from: string): string {
  return /^\/(?![/\\])/.test(from) && !from.startsWith('/sign-in') ? from : '/'
}

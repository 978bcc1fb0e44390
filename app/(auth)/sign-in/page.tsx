import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { CompanySignIn } from '#components/people/company-sign-in.tsx'
import { SignInForm } from '#components/people/sign-in-form.tsx'
import { Wordmark } from '#components/shell/wordmark.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { currentActor } from '#lib/access/actor.ts'
import { companyName, whyNot } from '#lib/people/company-sign-in.ts'
import { DEMO_PASSWORD, DEMO_PEOPLE } from '#lib/people/ensure-demo-people.ts'
import { env } from '#lib/platform/env.ts'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { from, error } = await searchParams
  const company = companyName()
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
        {company === null ? null : (
          <CompanySignIn name={company} from={target} problem={typeof error === 'string' ? whyNot(error) : null} />
        )}
        <SignInForm from={target} demo={env.isDemo ? { people: DEMO_PEOPLE, password: DEMO_PASSWORD } : null} />
      </div>
    </main>
  )
}

/** Only paths of ours: an address elsewhere, also written as `//elsewhere` or `/\elsewhere`, leads to the start page. */
function ownPath(from: string): string {
  return /^\/(?![/\\])/.test(from) && !from.startsWith('/sign-in') ? from : '/'
}

import type { Metadata } from 'next'
import { SetPasswordForm } from '#components/people/set-password-form.tsx'
import { Wordmark } from '#components/shell/wordmark.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { peekLink } from '#lib/people/set-password.ts'

export const metadata: Metadata = { title: 'Set your password', referrer: 'no-referrer' }

export default async function SetUpPage({ params }: PageProps<'/set-up/[token]'>) {
  const { token } = await params
  const link = await peekLink(token)
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="flex w-full max-w-sm flex-col gap-6">
        <Wordmark />
        <h1 className="font-semibold text-2xl tracking-tight">Set your password</h1>
        {link === null ? (
          <Banner tone="bad" title="This link cannot be used">
            It was used or has expired. Ask an administrator for a new one.
          </Banner>
        ) : (
          <>
            {link.kind === 'setup' ? (
              <p className="text-ink-2">You become the first administrator. You invite everybody else.</p>
            ) : (
              <p className="text-ink-2">
                {link.name}, you will sign in as <strong className="font-medium text-ink">{link.email}</strong>.
              </p>
            )}
            <SetPasswordForm token={token} asksWho={link.kind === 'setup'} />
          </>
        )}
      </div>
    </main>
  )
}

import type { Metadata, Route } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { PortalSignIn } from '#components/portal/portal-sign-in.tsx'
import { currentSeller } from '#lib/access/seller-actor.ts'
import { DEMO_PASSWORD } from '#lib/people/ensure-demo-people.ts'
import { env } from '#lib/platform/env.ts'
import { DEMO_SELLER_PEOPLE } from '#lib/portal/demo-model.ts'
import { localeOfBrowser, wordsIn } from '#lib/portal/words-model.ts'

const browserLocale = async () => localeOfBrowser((await headers()).get('accept-language') ?? '')

export async function generateMetadata(): Promise<Metadata> {
  return { title: wordsIn(await browserLocale()).signIn }
}

export default async function PortalSignInPage({ searchParams }: PageProps<'/portal/sign-in'>) {
  const { from } = await searchParams
  const target = typeof from === 'string' && /^\/portal(?![^/?])/.test(from) ? from : '/portal'
  if ((await currentSeller()) !== null) redirect(target as Route)
  const locale = await browserLocale()
  const words = wordsIn(locale)
  return (
    <main lang={locale} className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-6 px-4 py-10">
      <header className="flex flex-col gap-2">
        <h1 className="font-semibold text-2xl">{words.signIn}</h1>
        <p className="text-ink-2">{words.signInLead}</p>
      </header>
      <PortalSignIn
        from={target}
        words={words}
        demo={
          env.isDemo
            ? {
                password: DEMO_PASSWORD,
                people: DEMO_SELLER_PEOPLE.map(({ email, name, role, seller }) => ({
                  email,
                  label: `${name} · ${role}, ${seller}`,
                })),
              }
            : null
        }
      />
    </main>
  )
}

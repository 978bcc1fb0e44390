import { ButtonLink } from '#components/ui/button-link.tsx'
import { requireSeller } from '#lib/access/seller-actor.ts'
import { wordsIn } from '#lib/portal/words-model.ts'

export default async function NotFound() {
  const words = wordsIn((await requireSeller()).locale)
  return (
    <section className="flex min-h-[50dvh] flex-col items-start justify-center gap-3">
      <h1 className="font-semibold text-xl">{words.notFound}</h1>
      <p className="text-ink-2">{words.notFoundLead}</p>
      <ButtonLink href="/portal">{words.back}</ButtonLink>
    </section>
  )
}

import type { Metadata } from 'next'
import { InviteForm } from '#components/portal/invite-form.tsx'
import { RemoveButton } from '#components/portal/remove-button.tsx'
import { requireSeller, sellerMay } from '#lib/access/seller-actor.ts'
import { readPeople } from '#lib/portal/read-people.ts'
import { wordsIn } from '#lib/portal/words-model.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: wordsIn((await requireSeller()).locale).people }
}

export default async function PeoplePage() {
  const actor = await requireSeller()
  const people = await readPeople(actor)
  const words = wordsIn(actor.locale)
  const canManage = sellerMay(actor, 'portal.people')
  return (
    <>
      <header>
        <h1 className="font-semibold text-xl">{words.people}</h1>
        <p className="text-ink-2">{words.peopleLead}</p>
      </header>
      <ul className="flex flex-col">
        {people.map(({ id, name, email, role, hasComeIn }) => (
          <li key={id} className="flex items-center justify-between gap-3 border-line border-t py-2">
            <span className="flex min-w-0 flex-col">
              <span>
                <bdi>{name}</bdi>
                {id === actor.personId ? ` (${words.you})` : ''}
              </span>
              <span className="truncate text-ink-3 text-sm">{email}</span>
              <span className="text-ink-2 text-sm">
                {words[`role_${role}`]}
                {hasComeIn ? '' : ` · ${words.neverCameIn}`}
              </span>
            </span>
            {canManage && id !== actor.personId ? (
              <RemoveButton personId={id} label={words.remove} failed={words.noAnswer} />
            ) : null}
          </li>
        ))}
      </ul>
      {canManage ? (
        <section className="flex flex-col gap-3 border-line border-t pt-4">
          <h2 className="font-medium text-lg">{words.invite}</h2>
          <InviteForm
            words={{
              name: words.inviteName,
              email: words.inviteEmail,
              role: words.inviteRole,
              send: words.invite,
              sending: words.sending,
              done: words.invited,
              failed: words.noAnswer,
            }}
            roles={{ owner: words.role_owner, finance: words.role_finance, viewer: words.role_viewer }}
          />
        </section>
      ) : null}
    </>
  )
}

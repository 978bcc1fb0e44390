import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

const TODAY = <ButtonLink href="/">Go to Today</ButtonLink>

/** Nothing lives at this address. */
export function NotHere() {
  return (
    <div className="flex min-h-[60dvh] flex-col justify-center">
      <EmptyState isPage title="There is no page or object here" action={TODAY}>
        The address may be mistyped, or the object belongs to another entity. ⌘K finds objects by id, order or invoice
        number.
      </EmptyState>
    </div>
  )
}

/** The person is known, their role is not enough. */
export function NotAllowed() {
  return (
    <div className="flex min-h-[60dvh] flex-col justify-center">
      <EmptyState isPage title="Your role does not open this page" action={TODAY}>
        An administrator can change your role under Settings, People.
      </EmptyState>
    </div>
  )
}

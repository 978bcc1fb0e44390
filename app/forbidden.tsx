import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export default function Forbidden() {
  return (
    <div className="flex min-h-[60dvh] flex-col justify-center">
      <EmptyState title="Your role does not open this page" action={<ButtonLink href="/">Go to Today</ButtonLink>}>
        An administrator can change your role under Settings, People.
      </EmptyState>
    </div>
  )
}

import { ButtonLink } from '#components/ui/button-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export default function NotFound() {
  return (
    <div className="flex min-h-[60dvh] flex-col justify-center">
      <EmptyState title="There is no page or object here" action={<ButtonLink href="/">Go to Today</ButtonLink>}>
        The address may be mistyped, or the object belongs to another entity. ⌘K finds objects by id, order or invoice
        number.
      </EmptyState>
    </div>
  )
}

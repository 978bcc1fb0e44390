import { Button } from '#components/ui/button.tsx'

/** Looks into names, questions and answers. */
export function ConversationSearch({ search }: { readonly search: string }) {
  return (
    <form action="/assistant" className="flex max-w-lg gap-2">
      <input
        type="search"
        name="q"
        aria-label="Search conversations"
        placeholder="A name, or words of a question or answer"
        defaultValue={search}
        maxLength={120}
        className="control pointer-coarse:h-11"
      />
      <Button type="submit">Search</Button>
    </form>
  )
}

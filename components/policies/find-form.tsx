import { Search } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

/** Looks for words in everything that can be quoted; the words are in the address. */
export function FindForm({ words }: { readonly words: string }) {
  return (
    <search>
      <form action="/policies" className="flex max-w-2xl flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-64">
          <Field label="Find in policies, help and past tickets">
            <Input name="q" type="search" defaultValue={words} maxLength={300} autoComplete="off" />
          </Field>
        </div>
        <Button type="submit" icon={<Search aria-hidden className="size-4" />}>
          Find
        </Button>
      </form>
    </search>
  )
}

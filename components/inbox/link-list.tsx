'use client'

import { useTransition } from 'react'
import { hrefFor } from '#components/shell/object-link.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { toast } from '#components/ui/toast.tsx'
import { addLinkAction, decideLinkAction } from '#lib/conversations/actions.ts'
import type { LinkFact } from '#lib/conversations/read-links.ts'

type LinkListProps = { readonly conversationId: string; readonly links: readonly LinkFact[]; readonly canWork: boolean }

/** What a conversation is about: what a rule was sure of, and what a person decides with one click. */
export function LinkList({ conversationId, links, canWork }: LinkListProps) {
  return (
    <div className="flex flex-col gap-3">
      {links.length === 0 ? <p className="text-ink-3">Nothing of ours was found in it.</p> : null}
      <ul className="flex flex-col gap-3">
        {links.map((link) => (
          <LinkItem key={`${link.kind} ${link.id}`} conversationId={conversationId} link={link} canWork={canWork} />
        ))}
      </ul>
      {canWork ? <AddLink conversationId={conversationId} /> : null}
    </div>
  )
}

type LinkItemProps = { readonly conversationId: string; readonly link: LinkFact; readonly canWork: boolean }

const nameOf = (kind: string) =>
  kind === 'inbox' ? 'conversation' : kind === 'charge' ? 'payment' : kind.replaceAll('_', ' ')

function LinkItem({ conversationId, link, canWork }: LinkItemProps) {
  const [pending, startTransition] = useTransition()
  const { kind, id, reason, confidence, state, decidedBy, fact, page } = link
  const href = page === null ? hrefFor(kind, id) : hrefFor(page.kind, page.id)
  const decide = (decision: 'linked' | 'dismissed') =>
    startTransition(async () => {
      const result = await decideLinkAction({ conversationId, objectKind: kind, objectId: id, decision })
      if (!result.ok) toast.bad(result.refusal.message)
    })
  const shown = `${nameOf(kind)} ${id.slice(id.indexOf('/') + 1)}`
  return (
    <li className="flex flex-col gap-1 rounded-md border border-line bg-surface-raised px-3 py-2.5">
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <span className="min-w-0 break-all">{href === null ? shown : <TextLink href={href}>{shown}</TextLink>}</span>
        {state === 'proposed' ? <Pill tone="warn">proposed</Pill> : null}
      </div>
      {fact === '' ? null : <p className="break-words">{fact}</p>}
      <p className="text-ink-3 text-sm">
        {decidedBy === '' ? `${reason} ${confidence} % sure.` : `${reason} Decided by ${decidedBy}.`}
      </p>
      {canWork ? (
        <div className="flex flex-wrap gap-2 pt-1">
          {state === 'proposed' ? (
            <Button
              size="sm"
              variant="primary"
              pending={pending}
              pendingLabel="Linking…"
              onClick={() => decide('linked')}
            >
              Link it
            </Button>
          ) : null}
          <Button size="sm" onClick={() => decide('dismissed')} aria-label={`Take away the link with ${shown}`}>
            {state === 'proposed' ? 'It is not' : 'Take away'}
          </Button>
        </div>
      ) : null}
    </li>
  )
}

function AddLink({ conversationId }: { readonly conversationId: string }) {
  return (
    <Form
      send={(form) => addLinkAction({ conversationId, name: String(form.get('name') ?? '') })}
      emptiesAfter
      className="flex flex-col items-start gap-2"
    >
      <div className="w-full">
        <Field label="Link with" hint="An order’s or invoice’s number, ch_…, dp_…, po_…, sel_…">
          <Input name="name" required maxLength={80} autoComplete="off" />
        </Field>
      </div>
      <SubmitButton variant="quiet" pendingLabel="Linking…">
        Add the link
      </SubmitButton>
    </Form>
  )
}

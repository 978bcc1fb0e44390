import { hrefFor } from '#components/shell/object-link.ts'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { differences } from '#lib/audit/difference-model.ts'
import type { AuditRow } from '#lib/people/list-audit.ts'

/** One line of the trail in full: who, what, the values before and after, and every object it is about. */
export function AuditPeek({ row }: { readonly row: AuditRow }) {
  const changed = differences(row.before, row.after)
  return (
    <div className="flex flex-col gap-5">
      <p>{row.note}</p>
      <Facts
        facts={[
          { label: 'Who', value: row.actorRole === '' ? row.actorName : `${row.actorName} (${row.actorRole})` },
          { label: 'When (UTC)', value: row.at.replace('T', ' ').slice(0, 19) },
          { label: 'Saw', value: row.dataScope },
          ...(row.requestId === ''
            ? []
            : [{ label: 'Request', value: <CopyId id={row.requestId} noun="request id" /> }]),
        ]}
      />
      {changed.length === 0 ? null : (
        <table className="w-full text-left text-sm">
          <caption className="pb-1.5 text-left font-medium">Before and after</caption>
          <thead className="text-ink-3">
            <tr>
              <th className="pr-3 font-normal">Field</th>
              <th className="pr-3 font-normal">Before</th>
              <th className="font-normal">After</th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {changed.map(({ field, before, after }) => (
              <tr key={field} className="align-top">
                <th className="py-1 pr-3 font-normal text-ink-2">{field}</th>
                <td className="break-all py-1 pr-3 font-mono">{before || '–'}</td>
                <td className="break-all py-1 font-mono">{after || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div>
        <h3 className="pb-1.5 font-medium text-sm">About</h3>
        <ul className="flex flex-col gap-1 text-sm">
          {row.refs.map((ref) => (
            <li key={ref}>
              <Reference text={ref} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function Reference({ text }: { readonly text: string }) {
  const at = text.indexOf(':')
  const [kind, id] = [text.slice(0, at), text.slice(at + 1)]
  const href = hrefFor(kind, id)
  return href === null ? (
    <span className="text-ink-2">
      {kind.replaceAll('_', ' ')} <span className="font-mono">{id}</span>
    </span>
  ) : (
    <TextLink href={href}>{`${kind.replaceAll('_', ' ')} ${id}`}</TextLink>
  )
}

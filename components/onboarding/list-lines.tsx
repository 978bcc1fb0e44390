import { Pill } from '#components/ui/pill.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import type { ListLine } from '#lib/onboarding/invite-many.ts'

/** Each line of a pasted list with what would be sent, or why not. */
export function ListLines({ lines }: { readonly lines: readonly ListLine[] }) {
  return (
    <ScrollRegion label="What would be sent" className="max-h-72 rounded-md border border-line">
      <table className="w-full text-sm">
        <thead className="text-ink-3">
          <tr className="border-line border-b">
            {['Line', 'Seller', 'Address', 'What is sent'].map((name) => (
              <th key={name} scope="col" className="px-3 py-1.5 text-left font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, name, email, what, problem }) => (
            <tr key={line} className="border-line border-b last:border-b-0">
              <td className="figures px-3 py-1.5">{line}</td>
              <td className="px-3 py-1.5">{name}</td>
              <td className="break-all px-3 py-1.5">{email}</td>
              <td className="px-3 py-1.5">
                {problem === null ? (
                  what
                ) : (
                  <span className="flex flex-wrap items-center gap-2">
                    <Pill tone="bad">refused</Pill>
                    {problem}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { GL_SYSTEM_CODES, GL_SYSTEMS } from '#lib/ledger/batches/batch-model.ts'
import type { MappedAccount } from '#lib/ledger/batches/read-batches.ts'
import { MapDialog } from './map-dialog.tsx'

type AccountMapTableProps = { readonly accounts: readonly MappedAccount[]; readonly canWork: boolean }

/** What every account is called in each general ledger. */
export function AccountMapTable({ accounts, canWork }: AccountMapTableProps) {
  return (
    <ScrollRegion label="Account map" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Account</th>
            {GL_SYSTEM_CODES.map((system) => (
              <th key={system} scope="col">
                {GL_SYSTEMS[system].word}
              </th>
            ))}
            {canWork ? <th scope="col">Change</th> : null}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {accounts.map((account) => (
            <tr key={account.code} className="h-9 [&>td]:px-3 [&>th]:px-3">
              <th scope="row" className="whitespace-nowrap text-left font-normal">
                <span className="figures text-ink-3">{account.gl}</span> {account.name}
              </th>
              {GL_SYSTEM_CODES.map((system) => (
                <td key={system} className="figures">
                  {account.targets[system] ?? <span className="text-ink-3">not said</span>}
                </td>
              ))}
              {canWork ? (
                <td>
                  <MapDialog account={account} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

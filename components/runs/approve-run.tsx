'use client'

import { useRouter } from 'next/navigation'
import { BulkApproveBar } from '#components/approvals/bulk-approve-bar.tsx'
import type { ProposalRow } from '#lib/approvals/list-proposals.ts'

/** One total and one confirmation for what is still to be decided about in a run. */
export function ApproveRun({ open }: { readonly open: readonly ProposalRow[] }) {
  const router = useRouter()
  return <BulkApproveBar chosen={open} onDone={() => router.refresh()} />
}

import type { Metadata } from 'next'
import { Wordmark } from '#components/shell/wordmark.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { formatMoney } from '#lib/money/format.ts'
import { checkStatement } from '#lib/payouts/statements/check-statement.ts'
import { monthName } from '#lib/payouts/statements/statement-words-model.ts'

export const metadata: Metadata = { title: 'Check a statement' }

/** Open to anyone who was handed a statement: code and amount stand on it, and nothing else is told. */
export default async function VerifyPage({ searchParams }: PageProps<'/verify'>) {
  const { code, amount } = await searchParams
  const asked = typeof code === 'string' && typeof amount === 'string' ? { code, amount } : null
  const check = asked === null ? null : await checkStatement(asked.code.slice(0, 60), asked.amount.slice(0, 60))
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="flex w-full max-w-sm flex-col gap-6">
        <header className="flex flex-col gap-3">
          <Wordmark />
          <h1 className="font-semibold text-2xl tracking-tight">Check a statement</h1>
          <p className="text-ink-2">The code and the closing amount stand on the statement.</p>
        </header>
        {check === null ? null : (
          <p role="status" className={check.isGenuine ? 'font-medium text-good-ink' : 'font-medium text-bad-ink'}>
            {check.isGenuine
              ? `Genuine: the statement of ${monthName('en', check.month)} closes with ${formatMoney(check.closing)}.`
              : 'No statement with this code and this amount was issued here.'}
          </p>
        )}
        <form method="get" className="flex flex-col gap-4">
          <Field label="Verification code">
            <Input name="code" required maxLength={60} autoComplete="off" defaultValue={asked?.code ?? ''} />
          </Field>
          <Field label="Closing amount">
            <Input name="amount" required maxLength={60} autoComplete="off" defaultValue={asked?.amount ?? ''} />
          </Field>
          <Button type="submit" variant="primary">
            Check
          </Button>
        </form>
      </div>
    </main>
  )
}

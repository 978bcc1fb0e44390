import { Button } from '#components/ui/button.tsx'

type StopFormProps = { readonly token: string; readonly isStopped: boolean; readonly label: string }

/** One button; works in a browser without scripts, and in the small ones of mail programs. */
export function StopForm({ token, isStopped, label }: StopFormProps) {
  return (
    <form method="post" action={`/api/unsubscribe/${encodeURIComponent(token)}`} className="flex flex-col">
      <input type="hidden" name="choice" value={isStopped ? 'resume' : 'stop'} />
      <Button type="submit" variant={isStopped ? 'quiet' : 'primary'}>
        {label}
      </Button>
    </form>
  )
}

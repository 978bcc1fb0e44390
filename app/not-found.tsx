import { NotHere } from '#components/shell/dead-ends.tsx'

export default function NotFound() {
  return (
    <main>
      <NotHere />
    </main>
  )
}

import { NotAllowed } from '#components/shell/dead-ends.tsx'

export default function Forbidden() {
  return (
    <main>
      <NotAllowed />
    </main>
  )
}

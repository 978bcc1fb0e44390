import { NotAllowed } from '#components/shell/dead-ends.tsx'

/** Keeps the shell around it. */
export default function ConsoleForbidden() {
  return <NotAllowed />
}

import { NotHere } from '#components/shell/dead-ends.tsx'

/** Keeps the shell around it. */
export default function ConsoleNotFound() {
  return <NotHere />
}

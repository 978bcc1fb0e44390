import type { Bench } from './harness.ts'

export type Planted = {
  kind: 'story' | 'discrepancy'
  class: string
  account: string
  ids: Record<string, string>
  amount: number
  currency: string
}

/** What was planted, and what of it has that class. */
export async function plantedIn({ control }: Bench): Promise<(name: string) => Planted[]> {
  const { planted } = await control<{ planted: Planted[] }>('truth')
  return (name) => planted.filter((one) => one.class === name)
}

/** The names of the files whose name matches, in order. */
export async function filesLike({ control }: Bench, pattern: RegExp): Promise<string[]> {
  const { files } = await control<{ files: { name: string }[] }>('files')
  return files.map(({ name }) => name).filter((name) => pattern.test(name))
}

export const textOf = async ({ sandbox }: Bench, name: string): Promise<string> =>
  (await fetch(`${sandbox.url}/_sandbox/files/${name}`)).text()

type Row = Record<string, string>

/** The rows of a comma-separated file, by the names in its first line. */
async function rowsOf(bench: Bench, name: string): Promise<Row[]> {
  const [header = [], ...rows] = (await textOf(bench, name)).trim().split('\n').map(cellsOf)
  return rows.map((cells) => Object.fromEntries(header.map((title, index) => [title, cells[index] ?? ''])))
}

/** The rows of all files whose name matches. */
export async function allRowsOf(bench: Bench, pattern: RegExp): Promise<Row[]> {
  const names = await filesLike(bench, pattern)
  return (await Promise.all(names.map((name) => rowsOf(bench, name)))).flat()
}

function cellsOf(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '')
}

/** "12.50" or "12,50" as minor units. */
export const minorOf = (text: string): number => Number(text.replace(/[.,]/, '')) || 0

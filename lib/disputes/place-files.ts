import { FILE_NAMES, type FileField } from './evidence-model.ts'

/** The places that documents without one of their own go to, the least specific first. */
const FALLBACK: readonly FileField[] = [
  'uncategorized_file',
  ...FILE_NAMES.filter((name) => name !== 'uncategorized_file').toReversed(),
]

/** Documents a bank's form has room for: one in each place. */
export const DOCUMENTS_MAX = FILE_NAMES.length

/**
 * Where every document goes in Stripe's form, which has one place for each kind: its own where that is free, else a place nobody
 * needs. None is left out; more than there are places are refused before.
 */
export function placeFiles<File extends { readonly field: string }>(files: readonly File[]): Map<FileField, File> {
  const placed = new Map<FileField, File>()
  const left: File[] = []
  for (const file of files) {
    const own = FILE_NAMES.find((name) => name === file.field)
    if (own === undefined || placed.has(own)) left.push(file)
    else placed.set(own, file)
  }
  for (const file of left) {
    const place = FALLBACK.find((name) => !placed.has(name))
    if (place === undefined) throw new Error(`there is no place for more than ${DOCUMENTS_MAX} documents`)
    placed.set(place, file)
  }
  return placed
}

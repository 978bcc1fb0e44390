/** What the first bytes of a document must be: names and browsers can say anything. Stripe takes these three as evidence. */
const TYPES: readonly { readonly contentType: string; readonly starts: readonly number[] }[] = [
  { contentType: 'application/pdf', starts: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { contentType: 'image/png', starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { contentType: 'image/jpeg', starts: [0xff, 0xd8, 0xff] },
]

/** Programs of Windows, Linux and macOS, scripts, and archives that may hold them. */
const PROGRAMS: readonly (readonly number[])[] = [
  [0x4d, 0x5a],
  [0x7f, 0x45, 0x4c, 0x46],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
  [0x23, 0x21],
  [0x50, 0x4b, 0x03, 0x04],
]

const begins = (bytes: Uint8Array, starts: readonly number[]) => starts.every((byte, index) => bytes[index] === byte)

/** The type that a document's bytes have; `program` for what could run or hide something that does; null for anything else. */
export function sniff(bytes: Uint8Array): string | 'program' | null {
  const type = TYPES.find(({ starts }) => begins(bytes, starts))
  if (type !== undefined) return type.contentType
  return PROGRAMS.some((starts) => begins(bytes, starts)) ? 'program' : null
}

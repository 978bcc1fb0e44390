import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

type Entry = { readonly name: Buffer; crc: number; packed: number; size: number; readonly offset: number }

const VERSION = 20
/** Sizes follow the data, because they are not known before; names are UTF-8. */
const FLAGS = 0x0808
const DEFLATE = 8
/** 1980-01-01, the earliest a ZIP can say: an export does not depend on the clock. */
const DATE = 0x0021
const SIZE_MAX = 0xffff_ffff

/**
 * A ZIP archive that is written while its files are made (PKWARE's APPNOTE 6.3, sections 4.3.7 to 4.3.16): no file is ever held
 * whole. Yields bytes. A file over 4 GiB is refused, because the short form cannot say it.
 */
export async function* zip(
  files: Iterable<{ readonly name: string; readonly chunks: () => AsyncIterable<string> }>,
): AsyncGenerator<Uint8Array> {
  const entries: Entry[] = []
  let offset = 0
  for (const { name, chunks } of files) {
    const entry: Entry = { name: Buffer.from(name), crc: 0, packed: 0, size: 0, offset }
    entries.push(entry)
    const head = localHeader(entry)
    offset += head.length
    yield head
    for await (const bytes of deflated(chunks(), entry)) {
      offset += bytes.length
      entry.packed += bytes.length
      yield bytes
    }
    if (entry.size > SIZE_MAX || offset > SIZE_MAX) throw new Error(`${name} is larger than an archive can hold`)
    const tail = descriptor(entry)
    offset += tail.length
    yield tail
  }
  const directory = Buffer.concat(entries.map(centralHeader))
  yield directory
  yield endOf(entries.length, directory.length, offset)
}

async function* deflated(chunks: AsyncIterable<string>, entry: Entry): AsyncGenerator<Buffer> {
  async function* counted() {
    for await (const chunk of chunks) {
      const bytes = Buffer.from(chunk)
      entry.crc = crc32(bytes, entry.crc)
      entry.size += bytes.length
      yield bytes
    }
  }
  const source = Readable.from(counted())
  const deflate = createDeflateRaw()
  source.on('error', (error) => deflate.destroy(error))
  try {
    for await (const bytes of source.pipe(deflate)) yield bytes
  } finally {
    // Whoever downloads may go away in the middle: what is being read ends with them.
    source.destroy()
    deflate.destroy()
  }
}

function localHeader({ name }: Entry): Buffer {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(VERSION, 4)
  head.writeUInt16LE(FLAGS, 6)
  head.writeUInt16LE(DEFLATE, 8)
  head.writeUInt16LE(DATE, 12)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, name])
}

function descriptor({ crc, packed, size }: Entry): Buffer {
  const tail = Buffer.alloc(16)
  tail.writeUInt32LE(0x08074b50, 0)
  tail.writeUInt32LE(crc, 4)
  tail.writeUInt32LE(packed, 8)
  tail.writeUInt32LE(size, 12)
  return tail
}

function centralHeader({ name, crc, packed, size, offset }: Entry): Buffer {
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(VERSION, 4)
  head.writeUInt16LE(VERSION, 6)
  head.writeUInt16LE(FLAGS, 8)
  head.writeUInt16LE(DEFLATE, 10)
  head.writeUInt16LE(DATE, 14)
  head.writeUInt32LE(crc, 16)
  head.writeUInt32LE(packed, 20)
  head.writeUInt32LE(size, 24)
  head.writeUInt16LE(name.length, 28)
  head.writeUInt32LE(offset, 42)
  return Buffer.concat([head, name])
}

function endOf(count: number, directorySize: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(directorySize, 12)
  end.writeUInt32LE(offset, 16)
  return end
}

import { join } from 'node:path'
import PDFDocument from 'pdfkit'

/** BIZ UDPGothic (SIL Open Font License): Latin, Greek, Cyrillic and Japanese in one face. */
const FONT = join(process.cwd(), 'node_modules/@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf')
const MARGIN = 56

export type FactSheet = {
  readonly title: string
  /** Name and value; a value may have several lines. */
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly madeAt: Date
}

/** A document that states facts one under the other, for a bank to read; its font is inside. */
export function factsPdf({ title, facts, madeAt }: FactSheet): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', margin: MARGIN, font: FONT, info: { Title: title, CreationDate: madeAt } })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  doc.fontSize(18).text(title).moveDown()
  for (const [name, value] of facts.filter(([, said]) => said !== '')) {
    doc.fontSize(9).fillColor('#555555').text(name)
    doc.fontSize(11).fillColor('#000000').text(value).moveDown(0.6)
  }
  doc.end()
  return done
}

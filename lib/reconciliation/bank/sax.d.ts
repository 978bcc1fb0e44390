/** What is used of sax, and no more: its strict parser, fed in pieces. */
declare module 'sax' {
  export type Parser = {
    /** Characters read so far, and where the tag that was last seen to open begins, from 1. */
    readonly position: number
    readonly startTagPosition?: number
    /** From 0. */
    readonly line: number
    onerror: (error: Error) => void
    ondoctype: (text: string) => void
    onopentag: (tag: { name: string; attributes: Record<string, unknown> }) => void
    onclosetag: (name: string) => void
    ontext: (text: string) => void
    oncdata: (text: string) => void
    write(text: string): Parser
    close(): Parser
  }
  const sax: { parser(strict: true, options: { trim: boolean }): Parser }
  export default sax
}

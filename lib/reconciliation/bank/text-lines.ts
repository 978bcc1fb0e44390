/** Cuts text that comes in pieces into lines; knows their numbers, from 1. */
export class TextLines {
  private rest = ''
  private count = 0

  push(text: string): { lineNo: number; text: string }[] {
    const lines = (this.rest + text).split('\n')
    this.rest = lines.pop() ?? ''
    return lines.map((line) => this.numbered(line))
  }

  end(): { lineNo: number; text: string }[] {
    const last = this.rest
    this.rest = ''
    return last === '' ? [] : [this.numbered(last)]
  }

  private numbered(line: string): { lineNo: number; text: string } {
    this.count += 1
    return { lineNo: this.count, text: line.endsWith('\r') ? line.slice(0, -1) : line }
  }
}

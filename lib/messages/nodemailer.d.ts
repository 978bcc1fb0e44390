/** What is used of nodemailer, and no more: SMTP with text and HTML, nothing read from disk or from an address. */
declare module 'nodemailer' {
  type Options = {
    readonly url: string
    readonly requireTLS: boolean
    readonly connectionTimeout: number
    readonly greetingTimeout: number
    readonly socketTimeout: number
    readonly disableFileAccess: true
    readonly disableUrlAccess: true
  }
  type Mail = {
    readonly from: string
    readonly to: { readonly name: string; readonly address: string }
    readonly replyTo?: string
    readonly subject: string
    readonly text: string
    readonly html?: string
    readonly messageId: string
    readonly headers: Readonly<Record<string, string>>
  }
  type Transport = {
    /** Connects, greets and signs in, and sends nothing. */
    verify(): Promise<true>
    sendMail(mail: Mail): Promise<{ readonly messageId: string; readonly response: string }>
    close(): void
  }
  export function createTransport(options: Options): Transport
}

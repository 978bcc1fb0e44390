/** As much of postal-mime as is used here. */
declare module 'postal-mime' {
  export type Mailbox = { name: string; address: string; group?: undefined }
  export type Address = Mailbox | { name: string; address?: undefined; group: Mailbox[] }
  export type Attachment = { filename: string | null; mimeType: string; content: ArrayBuffer | Uint8Array | string }
  export type Email = {
    headers: { key: string; value: string }[]
    from?: Address | undefined
    sender?: Address | undefined
    to?: Address[] | undefined
    cc?: Address[] | undefined
    deliveredTo?: string | undefined
    subject?: string | undefined
    messageId?: string | undefined
    inReplyTo?: string | undefined
    references?: string | undefined
    date?: string | undefined
    html?: string | undefined
    text?: string | undefined
    attachments: Attachment[]
  }
  type Limits = { maxNestingDepth: number; maxHeadersSize: number; forceRfc822Attachments: boolean }
  const PostalMime: { parse(bytes: Uint8Array, limits: Limits): Promise<Email> }
  export default PostalMime
}

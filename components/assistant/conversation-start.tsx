/** What stands there before the first question. */
export function ConversationStart() {
  return (
    <div className="flex flex-col gap-1 pt-2">
      <p className="font-medium">Ask about sellers and money</p>
      <p className="text-ink-2">
        Every figure comes from the books and leads to its rows. The assistant proposes and drafts; people approve and
        send.
      </p>
    </div>
  )
}

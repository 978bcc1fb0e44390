/** Whether rows are picked, "sellers whose …", and whether one period is said to be more or less "than" another. */
export function rowsAsked(text: string, plain: string): { readonly isRows: boolean; readonly saysThan: boolean } {
  const isCounted =
    / (?:how many|number of|count of) (?:\S+ )?(?:sellers|merchants|vendors|shops|stores|countries|categories) /.test(
      plain,
    )
  const isAboutRows =
    isCounted ||
    / whose /.test(text) ||
    / who (?:grew|fell|lost|gained|rose|declined|dropped|increased|decreased|had|has|have|saw) /.test(text) ||
    / d:(?:seller|country|category|method|currency)(?: (?:that|which|whose|with|where|who|had|have|has|saw|having|in|without|f:[^ ]+))* /.test(
      text,
    )
  const asksWhich =
    isCounted ||
    /^ (?:(?:at|in|for|with|by|from|on|of|to) (?:which|what|whose)|which|who|what d:|whose|sellers|list|show|find|d:|give|any|top|name|in which|are there|did any|do any|f:\S+ d:)/.test(
      withoutOpening(text),
    ) ||
    / (?:whose|where|with|that) /.test(text)
  return { isRows: isAboutRows && asksWhich, saysThan: / than(?: in| during| for| on)*(?: the)? [pc]:/.test(text) }
}

/** The question without the courtesy and the period that may stand before it. */
const withoutOpening = (text: string): string =>
  text.replace(
    /^(?: (?:could|can|would|will|you|please|pls|hey|hi|hello|tell me|now|so|ok|in|for|during|over|on|p:\d+|f:currency:\S+|,))+(?= )/,
    '',
  )

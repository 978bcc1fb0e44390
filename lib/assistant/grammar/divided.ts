/** One figure as a part of another. */
export const isAgainst = (text: string): boolean =>
  / m:\w+ (?:as )?(?:an? |the )?(?:share|percentage|percent|proportion|fraction) of(?: the| our| their| total)* m:/.test(
    text,
  ) ||
  / (?:share|percentage|percent|proportion|fraction|part|portion) of(?: the| our| all)* (?:d:seller|m:active_sellers) (?!m:).*m:/.test(
    text,
  )

/** One figure set against another, or single orders: what no row has. `text` is the marked sentence. */
export function isDivided(text: string): boolean {
  const isOfSome = / (?:of|from|for|by)(?: the| our)? m:(?:new|active)_sellers(?= )/.test(text) && / m:.* m:/.test(text)
  const isOfOne =
    !/ d:/.test(text) &&
    / (?:(?:largest|biggest|smallest|greatest|highest) m:(?:orders|refunds|payouts|disputes)|m:orders (?:over|above|under|below)) /.test(
      text,
    )
  return (
    isOfSome ||
    isOfOne ||
    / m:(?:refunds|disputes)(?: \S+)*? (?:for|of|from|on) (?:the )?m:orders(?= )/.test(text) ||
    / m:orders (?:(?:that|which|who|were|was|are|got|have|had|been|with) )*m:(?:refunds|disputes)(?= )/.test(text) ||
    / than m:/.test(text) ||
    / (?:per|divided by|as a share of|as a percentage of|relative to|each) m:/.test(text)
  )
}

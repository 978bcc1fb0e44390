/**
 * Words that say how somebody asks and nothing about what: interjections, forms of address, adverbs of manner and degree, words of
 * courtesy. A word belongs here only when no question's figures could change with it, wherever it stands.
 */
export const FILLERS: ReadonlySet<string> = new Set(
  `ah aha alas alright anyway anyways basically bloody bro btw buddy bit bits cheers chap cool crikey damn darn dear definitely
   essentially evidently fab frankly fyi gee gladly gosh goodness grateful great greetings guys haha heck hello hey
   heya hi hiya hmm honest honestly hopefully howdy huh incidentally kind kinda kindly literally lol lovely luckily mate maybe
   mister morning afternoon evening nah nice obviously oh ok okay omg oops ouch pal perhaps perfect plainly politely presumably
   pretty promptly quick quickly quietly really right roughly sadly seriously simply sir sorry sort sorta specifically
   splendid super supposedly surely swiftly tad team tho thankfully thanks thank thx truly ugh uh uhm um umm unfortunately urgently
   vaguely well whatsoever whoa wonderful wow yeah yep yes yikes yo yup ya asap possible possibly handy convenient
   appreciated appreciate nevertheless nonetheless however still anyhow though although even indeed course happily eventually
   ultimately curiously interestingly surprisingly apparently actually basically altogether already yet please pls kindly
   respective respectively aforementioned said namely ie eg etc viz particular mere merely duly somehow whatever wherever whenever
   also too likewise meantime meanwhile query answer question questions request asking wondering wonder curious
   remind remember wish want wanted wants love like liked need needed needs hope hoping try trying let lets gimme lemme wanna gonna`.split(
    /\s+/,
  ),
)

/** Courtesy and hedges of several words. Read before anything else, so that none of their words is taken for a part of the question. */
const PHRASES: readonly RegExp[] = [
  / (?:as|in|with|on|into) (?:a |an |the )?(?:(?:nice|little|small|simple|quick|bar|line|pie|area|stacked|column) )*(?:chart|charts|graph|graphs|plot|bars|lines|curve|diagram|columns|histogram|bullet points|bullets|spreadsheet)(?= (?!per|by|of))/g,
  / (?:a |the )?(?:nice|little|small|simple|quick|tiny|short|brief) (?=(?:chart|graph|plot|table|overview|list|summary|ranking) )/g,
  / (?:no|nope|oops|sorry|actually|wait)(?: no)? (?:i|we) (?:meant|mean|wanted)(?= )/g,
  / (?:sorry|apologies)(?: (?:to|for|if) (?:bother|bothering|disturb|disturbing|trouble|interrupt|ask|asking|interrupting|the trouble))(?: you)?(?: again| once more| so late)*(?= )/g,
  / (?:please |just |quickly )*(?:confirm|double check|verify|check)(?= (?:the|our|what|how|that) )/g,
  / (?:would|could|can|will) (?:you|u|someone|somebody|anyone|anybody) (?:be )?(?:so |as )?(?:kind|nice|good|able|lovely)(?: enough)?(?: as)?(?: to)?(?= )/g,
  / (?:please )?be so (?:kind|nice|good)(?: as)?(?: to| and)?(?= )/g,
  / (?:if (?:that|it|this) (?:is|isnt|isn't|is not|are|wouldn't be|would not be)(?: not| no)?(?: too| any| at all)*(?: much)? (?:trouble|possible|bother|okay|ok|alright|fine|convenient|work|hassle)(?: (?:for|to) (?:you|ask))?|if (?:possible|you can|you could|you may|you would|you do not mind|you don't mind|you please|u can|at all possible|need be|any))(?= )/g,
  / (?:when|whenever|once|if) (?:you|u) (?:get|have|find|got) (?:a|the|some) (?:moment|minute|min|second|sec|chance|time)(?= )/g,
  / (?:do|would|could|can) (?:you|u) (?:happen to )?(?:know|tell|say|see|check|look up|find out|help me with|help me find|remind me of|mind (?:telling|showing|giving)(?: me| us)?|have)(?: me| us)?(?= (?!f:))/g,
  / (?:i|we)(?: would| 'd| am| was| have| just| really| also|'d|'m)* (?:just |really |only |also )*(?:wondering|wonder|curious|interested|keen|trying|asking|looking|hoping|love|like|want|wanted|need|needed)(?: to (?:know|see|find out|understand|learn|get|have|ask|check|hear)| about| in| at| for|if|for)?(?: (?:about|whether|if|for))*(?= (?!to |no |any |been ))/g,
  / (?:thanks|thank you|thx|cheers|ty|many thanks)(?: (?:so|very) much| a lot| a bunch| a million| again| in advance| kindly| all)*(?= )/g,
  / (?:for|in) (?:my|our|the|a|tomorrow|todays?|an) (?:board|management|team|weekly|monthly|quarterly|investor|ops|finance|all hands)? ?(?:report|reports|meeting|deck|slide|slides|slide deck|presentation|call|review meeting|memo|newsletter|standup|update call|reporting|board|boss|cfo|ceo|coo|auditors?|investors?)(?= )/g,
  / (?:the|our|my) (?:cfo|ceo|coo|cto|boss|manager|director|board|auditor|auditors|accountant|accountants|investors?|team|colleagues?|finance team|head of \w+)(?: just| now| really| still)* (?:wants|wanted|needs|asks|asked|asking|is asking|would like|insists|keeps asking|wonders|is wondering)(?: (?:me|us))?(?: (?:to (?:know|see|have)|for|about|whether|if))*(?= )/g,
  / (?:quick|one|simple|short|another|last|first|small|little|silly|stupid|dumb) (?:question|one|ask|thing|request|query)(?: (?:for you|from me|please|about|on|regarding))*(?= (?:,|:|$|what|how|which|who|where|when|show|the|is|are|did|do|does))/g,
  / (?:at the end of the day|all in all|all things considered|by the way|to be honest|tbh|just to be sure|just to double check|for the record|as far as (?:you|we|i) (?:know|can tell)|as per usual|in a nutshell|in short|long story short|at a glance|off the top of your head|rough and ready|if i may|so to speak|in fact|of course|for real|no rush|no hurry|no worries|not urgent|as usual|as always|for sure|i guess|i think|i believe|i suppose|i mean|you know|or what|or so|or something|and so on|and such|right\?|what so ever|give or take|more or less exactly)(?= )/g,
  / (?:gimme|give (?:me|us)|show (?:me|us)|tell (?:me|us)|send (?:me|us)|fetch(?: me| us)?|pull(?: me| us)? up|pull(?: me| us)?|bring(?: me| us)? up|dig (?:up|out)|draw(?: me| us)?|plot(?: me| us)?|sketch(?: me| us)?|chart(?: me| us)?|walk me through|identify|pick out|spell out|point (?:me )?(?:to|out)|remind me(?: of)?|run me|fill me in on|break it down for me|report|display|print|output|return me|enumerate|surface|provide(?: me| us)?(?: with)?|present|reveal)(?= (?:(?:the|a|an|all|our|my|every|each|some|how|what|which|who|whose|just|only|this|that|those|these|top|bottom|best|worst|gross|net|daily|weekly|monthly|new|active|total|last) |seller|merchant|vendor|countr|categor|gmv|refund|order|platform|take rate|dispute|chargeback|sales|volume|payout|q[1-4]|\d))/g,
]

const SHOWN = ' show me'

/** Takes courtesy out of a question; what asks to be shown stays as one phrase. */
export function withoutCourtesy(text: string): string {
  let said = text
  for (const [index, pattern] of PHRASES.entries())
    said = said.replace(pattern, index === PHRASES.length - 1 ? SHOWN : ' ')
  return said.replace(/\s+/g, ' ')
}

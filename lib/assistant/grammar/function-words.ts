/** English words that only join others: never a mistyped word of figures, whether a rule reads them or not. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a about above across after again against ago all almost alone along already also although always am amid among amongst an and another any
   anybody anyhow anyone anything anyway anywhere are around as aside at away back be because been before behind being below beneath beside
   besides between beyond both but by came can cannot come could despite did do does doing done down due during each either else elsewhere
   enough even ever every everybody everyone everything everywhere except few fewer for former forth from further gave get give given goes
   going gone got had half hardly has have having he hence her here hers herself him himself his hither how however i if in indeed inside
   instead into is it its itself just kept last latter least less lest let like likely made maybe make many may me mere merely might mine
   more moreover most mostly much must my myself near nearly neither never nevertheless next no nobody none nonetheless nor not nothing now
   nowhere of off often on once one only onto or other others otherwise ought our ours ourselves out outside over own past per perhaps
   please plenty quite rather really round said same seem seems seldom several shall she should since so some somebody somehow someone
   something sometimes somewhat somewhere soon still such than thank thanks that the their theirs them themselves then thence there thereby
   therefore these they this those though through throughout thus till to together too took toward towards under underneath unless unlike
   until up upon us used usually various versus very via was we well went were what whatever when whenever where whereas whereby wherever
   whether which whichever while whilst who whoever whole whom whose why will with within without would yet you your yours yourself`.split(
    /\s+/,
  ),
)

/**
 * Ordinary English words that the grammar has no meaning for. They are known so that none is taken for a mistyped word of figures:
 * a question that needs one of them is asked back, and not answered as if another word stood there.
 */
export const ENGLISH: readonly string[] =
  `able accept access account accurate across act active activity actual actually ad add address adds admin advance advice afford afraid age agency
   agent aggressive agree agreement aid aim air alarm alarming alert alive allow allowed alone annoying answer appeal appear application apply
   approach area argue arrange article ask asking asset assign assist attempt attention audit average aware away awful baby bad badly ball bank banks bar
   bare barely base basic basis batch battle beat beats became because become bed begin behave behaviour behind believe bell belong bench bend benefit
   bet bid big bill bills bird bit black blame blank block blocked blue board boat body bold bonus bonuses book boom boost border bored boss bought bounce
   bound bounds box brain branch brand brands brave bread breach break breaks bridge brief bright broad broke broken brother brown browser bucket buckets budget bug
   build bulk bump bunch burn bus busy buy buyer buyers buying cake call called calls calm camp cancel candidate cap capital car care careful carrier
   carriers carry case cases cash catch caught cause caution cell center central certain chain chair chance chances charge charged charges chart chase chat cheap
   cheaper cheapest check checked checks child choice choose chosen church claim claims class clean cleaner clear clearly clerk click client clients climate
   clock close closed closer closest clothes cloud club coach coast code coffee cold collapse collect colour combine combined come comfort
   command comment comments commit common company compare competitor competitors complain complaint complaints complete complex computer concern concerned
   condition confirm conflict connect consider consistent constant contact contain content contract contracts control convert cook cool copper copy core corner correct cost
   couch count counter couple courier course court cover cow crazy create created credit credits crew crime crisis cross crowd cup curious curve customer cut cuts cycle
   damage dance danger dark data date dates daughter day dead deadline deal deals dear death debit debt debts decade decent decide decile decision deck deep
   default delay delayed delays delete deliver delivered demand density deny depend dependent deposit deposits depth describe description deserve design desk detail
   device diet differ different difficult dig digit dinner direct direction dirty disappear discount discuss dish disk display distance district dive doctor
   document dog dollar door dormant double doubt down draft drag drain drama draw drawn dream dress drink drive driver drop dry due dump duplicate duty each
   eager ear earlier early earn earned earns ease east easter easy eat eats edge edit effect effort egg eight elder elite email empire employ empty end ended ending enemy
   energy engine enjoy enough enter entire entry equal error escape establish europe even event events ever evil exact exam example excellent except excess
   exchange exchanges excited excuse exist exit expect expensive experience expert expire expired explain export extend extra extreme eye face fact factor fail failed
   fails fair faith fall false family famous fan fancy far farm fashion fat father fault favor fear feature fed fee feed feel fell female few field fight file
   fill film final finally finance find fine finger finish finished fire firm first fish fit fix fixed flag flat flats flexible flight floor flow flows flower fly
   focus fold follow food fool foot football forbidden force foreign forest forever forget form formal former fort forward found fraction frame frank fraud free freeze
   fresh friday friend front frozen fruit fuel full fully fun fund funds funny future gain game gap gaps garden gas gate gather gave gear gender gentle genuine
   gift girl given glad glass global goal god gold gone goods got grab grade grand grant grass gray great greed green ground group growth guard guess guest guide
   guilty gun guy guys habit hair half hall hand hands handle hang happen happy hard hardly harm hate head heads health healthy hear heard heart heat heavy height held
   help hero hidden hide high highlight hill hint hire history hit hits hobby hold holding holds hole holiday home honest hope horse hospital host hot hotel hour hours
   house huge human hundred hungry hunt hurry hurt husband ice idea ideal identify idle ignore ill image impact important impossible improve inactive inch include
   included income increase indeed index industry inform insane inside insist install instance instead interest internal international internet invalid invest invite invoice
   island issue issues item items jail job jobs join joined joke judge jump junior junk jury keen keep keeps key kick kid kids kill kind king kitchen knee knew knock
   label labels lack lady lag lake lame land landed landing lands language large late lately later laugh launch launched law lawyer lay lazy lead leader leads leaf leak learn
   lease leave leaving leaves left leg legal legend lend length lesson letter level levels liar liability licence lie life lift light limit line lines link lion list listen
   listed lists little live lived lives living load loan local locate lock locked log logic lonely long look loose lord lose loses loss losses lost loud low lower loyal luck lucky
   lunch mad mail main major male man manage manager managers manual mark market marked marks married mass massive master match material math matter matters max mean meat medal
   media medical meet meeting meets mega member members memo memory men mental mention menu mess message met metal method mid middle might mild mile milk mill mind mine minor
   minute minutes miss missed missing mistake mix mixed mobile mode model modern moment monday money monthly mood moon moral morning mother motion motor mount mouse mouth move
   moves movie much mud murder music mystery nail naked name named nasty nastiest nation national native natural nature near nearby neat neck need needs negative nerve net network
   neutral never new news newbie newbies nice niche night nine nobody noise none noon nor norm normal north nose note noted notes nothing notice novel now nuclear number
   numbers nurse object obvious occur ocean odd offer office officer old older oldest once ongoing onion online open opened opens opera opinion oppose option orange order
   organic origin other ought outcome output outside oven overdue overall owe owed owes own owned owner owners pace pack package page paid pain paint pair panel panic paper
   parcel parent parents park part partial partly partner partners party pass passed passes past patch path patient pattern pause paused pay payee payees paying pays peace peak pen people pepper per
   perfect period permit person personal phase phone photo phrase piano pick picked piece pieces pile pilot pin pink pipe pitch place plain plan plane planned plans plant plastic plate
   platform play played player players plenty plot plus pocket poem poet point points pole police policy polite pool poor pop popular port pose position positive possess possible post
   posted pot potato potential pound power practice praise pray prefer premium prepare presence present press pressure pretend pretty prevent price prices pricing pride
   primary prime prince print prior prison private prize problem problems process produce product profile profit program project promise promote prompt proof proper protect proud
   prove provide public pull pump pupil purchase pure purple purpose push pushed put quality quarter quartile queen queue quick quiet quit quite quote quota race rack radio rain raise
   raised ran random rang range rank rapid rare rarely rate rates rather raw reach reached reaches react read reader ready real realise reality rear reason recall recent recipe record recover red
   reduce refer reflect reform refuse region regional regular reject relate release relief rely remain remains remote remove rent repair repeat repeated replace reply
   report represent represents request require rescue research reserve reserves resist resolve respect respond rest result retail retire return returned returns reveal reverse review reward rich ride right
   ring rise risk risks risky river road robot rock role roll roof room root rope rose rough round route routine row royal ruin rule run runner rush sad safe safety said
   sail salary sale same sand sat satellite saturday save saved savings say says scale scan scared scene schedule school science scope score scrap screen script sea search season
   seat second secret section sector secure see seed seek seem select self sell send senior sense sent separate separately serious serve served server service session set sets
   settle settled settles seven several severe sex shade shadow shake shall shame shape shaped share shared sharp sharply she sheep sheet shelf shell shift shine ship shipped shipping shirt shock shoe
   shoot shop shopper short shortly shot shout show shown shows shut shy sick side sides sight sign signed signing silent silly silver similar simple since sing single sink sir sister sit site sitting
   situation six size skill skin skip skipped sky slave sleep sleepy slice slide slight slightly slip slot slow slower slowest small smart smell smile smoke smooth snow social sock soft
   soil sold soldier solid solve somebody someday someone song soon sore sorry sort soul sound soup source south space spare speak special speed spell spend spending spends spent spirit
   split spoke spoken sport sports spot spread spring square staff stage stale stand standing star start started starter starters starts state stated states statement station status stay
   stayed steady steal steel stem step steps stick still stock stolen stomach stone stood stop stopped store storm story straight strange stranger stream street stress stretch strict
   strike string strip strong strongly stuck student study stuff stupid style subject submit succeed success such sudden suffer sugar suggest suit summer sun sunday
   super supply support suppose sure surface surprise surround survey survive suspect sweet swim swing switch system table tail take takes tale talk tall tank tape target
   task taste tax taxi tea teach team tear tech tell temper temporary ten tend term terms terrible test text thank their theme theory thick thief thin thing
   think third thirty this thought thousand thread threat three threshold throw thursday ticket tickets tidy tie tied tier tiger tight time timed timer timers times tiny tip tired title today toe
   together token told tomorrow tone tongue tonight tool tooth top topic topped tops total touch tough tour tower town toy trace track tracked trade tradition traffic
   trail train transfer transferred transfers trap trash travel treat tree trend trial triangle trick tried trip trouble truck true trust truth try tube tuesday turn turned turns tweak twelve twice
   twin twist two type typical ugly unable under undo unit units unknown unlike unpaid unusual unusually upcoming update upon upper upset urban urge urgent use used useful user users
   uses usual usually vacation vague valid value van variable vary vast veer vehicle verify version very via victim video view views village violent virtual visible
   visit visitor voice volatile volatility vote wage wages wait waiting walk wall want wants war warm warn warning wash waste watch watched water wave way ways weak weaker weakest wealth weapon wear weather web
   website wedding wednesday weed week weekday weekend weight weird welcome west wet wheel whether white whole wide wife wild will win wind window wine wing winner winter
   wipe wire wired wise wish withdraw withdrawal withdrawn within woman women wonder won wood wool word words work worked working works world worry worse worst worth wrap write
   writing wrong wrote yard yearly yell yellow yes yesterday young younger youngest zero zone`.split(/\s+/)

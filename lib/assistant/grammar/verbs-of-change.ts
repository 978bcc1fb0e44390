/** Verbs that say that something moved: base, third person, past, participle, -ing; particles behind them are part of them. */
const UP = `climb climbs climbed climbed climbing
jump jumps jumped jumped jumping
surge surges surged surged surging
soar soars soared soared soaring
spike spikes spiked spiked spiking
swell swells swelled swollen swelling
balloon balloons ballooned ballooned ballooning
expand expands expanded expanded expanding
escalate escalates escalated escalated escalating
rocket rockets rocketed rocketed rocketing
skyrocket skyrockets skyrocketed skyrocketed skyrocketing
mushroom mushrooms mushroomed mushroomed mushrooming
advance advances advanced advanced advancing
accelerate accelerates accelerated accelerated accelerating
explode explodes exploded exploded exploding
go goes went gone going:up,upward,upwards,higher,north
move moves moved moved moving:up,upward,upwards,higher
creep creeps crept crept creeping:up,higher
edge edges edged edged edging:up,higher
inch inches inched inched inching:up,higher
tick ticks ticked ticked ticking:up,higher
nudge nudges nudged nudged nudging:up,higher
trend trends trended trended trending:up,upward,upwards,higher
drift drifts drifted drifted drifting:up,higher
head heads headed headed heading:up,upward,upwards,higher,north
shoot shoots shot shot shooting:up
pick picks picked picked picking:up
ramp ramps ramped ramped ramping:up
come comes came come coming:up`.split('\n')
const DOWN = `slip slips slipped slipped slipping
slump slumps slumped slumped slumping
sink sinks sank sunk sinking
dip dips dipped dipped dipping
slide slides slid slid sliding
plunge plunges plunged plunged plunging
plummet plummets plummeted plummeted plummeting
tumble tumbles tumbled tumbled tumbling
crash crashes crashed crashed crashing
collapse collapses collapsed collapsed collapsing
contract contract contracted contracted contracting
dwindle dwindles dwindled dwindled dwindling
erode erodes eroded eroded eroding
recede recedes receded receded receding
retreat retreats retreated retreated retreating
nosedive nosedives nosedived nosedived nosediving
crater craters cratered cratered cratering
tank tanks tanked tanked tanking
diminish diminishes diminished diminished diminishing
go goes went gone going:down,downward,downwards,lower,south
move moves moved moved moving:down,downward,downwards,lower
creep creeps crept crept creeping:down,lower
edge edges edged edged edging:down,lower
inch inches inched inched inching:down,lower
tick ticks ticked ticked ticking:down,lower
trend trends trended trended trending:down,downward,downwards,lower
drift drifts drifted drifted drifting:down,lower
head heads headed headed heading:down,downward,downwards,lower,south
come comes came come coming:down
taper tapers tapered tapered tapering:off
drop drops dropped dropped dropping:off,away
fall falls fell fallen falling:off,away,back
cool cools cooled cooled cooling:off,down`.split('\n')

const RISE = ['rise', 'rises', 'rose', 'risen', 'rising']
const FALL = ['fall', 'falls', 'fell', 'fallen', 'falling']

const spelled = (lines: readonly string[], plain: readonly string[]) =>
  lines.flatMap((line) => {
    const [forms = '', particles] = line.split(':')
    const behind = particles === undefined ? [''] : particles.split(',').map((one) => ` ${one}`)
    return forms
      .split(' ')
      .flatMap((form, index) => behind.map((particle) => [`${form}${particle}`, plain[index] ?? ''] as const))
  })
/** Past comes after participle where both are spelled alike: the past is what questions use. */
const VERBS: ReadonlyMap<string, string> = new Map([...spelled(UP, RISE), ...spelled(DOWN, FALL)].toReversed())

const longest = [...VERBS.keys()].toSorted((left, right) => right.length - left.length).join('|')
/** Base forms and third persons are nouns, too: verbs only where something does, did or has to. */
const NOUN_ALIKE: ReadonlySet<string> = new Set(
  [...UP, ...DOWN].filter((line) => !line.includes(':')).flatMap((line) => line.split(' ').slice(0, 2)),
)
const AFTER_DOES = / (?:did|does|do|didn't|doesn't|don't|to|will|would|could|can|has to|have to)(?: \S+){0,6}$/
const VERB = new RegExp(
  ` (${longest})(?= (?!(?:or|and) (?:up|down|higher|lower)))(?! (?:through|into|via|to f:|by f:))`,
  'g',
)
const NOUNS_UP =
  'climb|jump|surge|spike|swell|expansion|upswing|uptick|upturn|hike|boost|uplift|acceleration|escalation'
const NOUNS_DOWN =
  'slip|slump|dip|slide|plunge|tumble|crash|collapse|contraction|downswing|downtick|downturn|erosion|nosedive|reduction|shrinkage|slowdown|falloff|setback'
/** "A surge in refunds", "the sharpest slump of volume": the noun, and not the verb. */
const noun = (all: string) => new RegExp(` (?:${all})s?(?= (?:in|of|for) )`, 'g')
const HAD =
  /(?<= (?:an?|any|the|this|that|big|biggest|large|largest|sharp|sharpest|steep|steepest|sudden|strong|strongest|worst|had|saw|with)) /

const nounBehindArticle = (all: string) => new RegExp(`${HAD.source}(?:${all})(?= (?!(?:in|of|for) ))`, 'g')
const UP_NOUN = noun(NOUNS_UP)
const DOWN_NOUN = noun(NOUNS_DOWN)
const UP_ALONE = nounBehindArticle(NOUNS_UP)
const DOWN_ALONE = nounBehindArticle(NOUNS_DOWN)

/** Whether a word says that something moved: never a mistyped other word. */
export const CHANGE_WORDS: readonly string[] = [
  ...[...VERBS.keys()].flatMap((one) => one.split(' ')),
  ...`${NOUNS_UP}|${NOUNS_DOWN}`.split('|'),
]

/** One verb and one noun for each direction: "surged", "crept up" and "shot up" rose. */
export const plainlyMoved = (text: string): string =>
  text
    .replace(UP_NOUN, ' increase')
    .replace(DOWN_NOUN, ' decrease')
    .replace(UP_ALONE, ' increase')
    .replace(DOWN_ALONE, ' decrease')
    .replace(VERB, (found, verb: string, at: number, all: string) =>
      NOUN_ALIKE.has(verb) && !AFTER_DOES.test(all.slice(0, at)) ? found : ` ${VERBS.get(verb) ?? verb}`,
    )

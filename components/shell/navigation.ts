import {
  ArrowLeftRight,
  BookOpen,
  BookText,
  CalendarCheck,
  ChartColumn,
  CircleCheckBig,
  Diff,
  FileSignature,
  FileSpreadsheet,
  Gavel,
  HeartPulse,
  History,
  House,
  Inbox,
  Landmark,
  ListChecks,
  type LucideIcon,
  MessageSquareText,
  Radio,
  Scale,
  ScrollText,
  Send,
  Settings,
  Store,
  Ticket,
  TrendingUp,
  UserPlus,
} from 'lucide-react'

export type Place = {
  readonly href: `/${string}`
  readonly label: string
  readonly icon: LucideIcon
  /** The letter behind `g`. */
  readonly key: string
  /** Who may go there. */
  readonly permission: string
}

export type PlaceGroup = { readonly label: string; readonly places: readonly Place[] }

/** Every place of the console, once: navigation, palette, keyboard and breadcrumb read it from here. */
export const NAVIGATION = [
  {
    label: 'Work',
    places: [
      { href: '/', label: 'Today', icon: House, key: 't', permission: 'today.read' },
      { href: '/approvals', label: 'Approvals', icon: CircleCheckBig, key: 'a', permission: 'approvals.read' },
      { href: '/variances', label: 'Variances', icon: Scale, key: 'v', permission: 'variances.read' },
      { href: '/disputes', label: 'Disputes', icon: Gavel, key: 'w', permission: 'disputes.read' },
      { href: '/inbox', label: 'Inbox', icon: Inbox, key: 'j', permission: 'inbox.read' },
      { href: '/tickets', label: 'Tickets', icon: Ticket, key: 'i', permission: 'tickets.read' },
    ],
  },
  {
    label: 'Money',
    places: [
      { href: '/settlements', label: 'Settlements', icon: ArrowLeftRight, key: 's', permission: 'settlements.read' },
      { href: '/runs', label: 'Runs', icon: ListChecks, key: 'r', permission: 'runs.read' },
      { href: '/adjustments', label: 'Adjustments', icon: Diff, key: 'd', permission: 'adjustments.read' },
      { href: '/payouts', label: 'Payouts', icon: Landmark, key: 'o', permission: 'payouts.read' },
      { href: '/bank', label: 'Bank', icon: FileSpreadsheet, key: 'k', permission: 'bank.read' },
      { href: '/analytics', label: 'Analytics', icon: ChartColumn, key: 'n', permission: 'analytics.read' },
      { href: '/forecast', label: 'Forecast', icon: TrendingUp, key: 'f', permission: 'forecast.read' },
      { href: '/ledger', label: 'Ledger', icon: BookOpen, key: 'l', permission: 'ledger.read' },
      { href: '/close', label: 'Close', icon: CalendarCheck, key: 'y', permission: 'close.read' },
    ],
  },
  {
    label: 'Parties',
    places: [
      { href: '/sellers', label: 'Sellers', icon: Store, key: 'p', permission: 'sellers.read' },
      { href: '/onboarding', label: 'Onboarding', icon: UserPlus, key: 'j', permission: 'onboarding.read' },
      { href: '/health', label: 'Health', icon: HeartPulse, key: 'x', permission: 'health.read' },
      { href: '/contracts', label: 'Contracts', icon: FileSignature, key: 'c', permission: 'contracts.read' },
      { href: '/policies', label: 'Policies', icon: BookText, key: 'h', permission: 'policies.read' },
    ],
  },
  {
    label: 'System',
    places: [
      { href: '/events', label: 'Events', icon: Radio, key: 'e', permission: 'events.read' },
      { href: '/messages', label: 'Messages', icon: Send, key: 'm', permission: 'messages.read' },
      { href: '/assistant', label: 'Assistant', icon: MessageSquareText, key: 'q', permission: 'assistant.ask' },
      { href: '/backfill', label: 'Backfill', icon: History, key: 'b', permission: 'backfill.read' },
      { href: '/audit', label: 'Audit', icon: ScrollText, key: 'u', permission: 'audit.read' },
      { href: '/settings', label: 'Settings', icon: Settings, key: ',', permission: 'settings.read' },
    ],
  },
] as const satisfies readonly PlaceGroup[]

type KnownPlace = (typeof NAVIGATION)[number]['places'][number]
export type PlaceHref = KnownPlace['href']

export const PLACES: readonly KnownPlace[] = NAVIGATION.flatMap(({ places }): readonly KnownPlace[] => places)

/** How many things wait at a place. Nothing is shown for zero. */
export type PlaceCounts = Partial<Readonly<Record<PlaceHref, number>>>

/** The groups with only the places somebody may enter. */
export function placesWithin(allowed: readonly string[]): readonly PlaceGroup[] {
  return NAVIGATION.map(({ label, places }) => ({
    label,
    places: places.filter((place) => allowed.includes(place.href)),
  })).filter((group) => group.places.length > 0)
}

/** Whether a path lies at a place or below it. */
export function isAt(place: Pick<Place, 'href'>, path: string): boolean {
  return place.href === '/' ? path === '/' : path === place.href || path.startsWith(`${place.href}/`)
}

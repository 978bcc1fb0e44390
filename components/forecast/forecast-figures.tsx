import { MoneyText } from '#components/money/money-text.tsx'
import { Figure, Figures } from '#components/ui/figure.tsx'
import { toWire } from '#lib/money/money.ts'
import type { BalanceForecast } from '#lib/treasury/forecast/read-forecast.ts'

/** Where the balance stands, and where it is going. */
export function ForecastFigures({ forecast }: { readonly forecast: BalanceForecast }) {
  const { currency, days, availableMinor, pendingMinor, reservedMinor, waitingMinor } = forecast
  const amount = (minor: bigint) => <MoneyText amount={toWire({ minor, currency })} />
  const lowest = days.reduce(
    (least, day) => (least === undefined || day.lowMinor < least.lowMinor ? day : least),
    days[0],
  )
  const last = days.at(-1)
  return (
    <Figures>
      <Figure label="Available now" value={amount(availableMinor)} note={<>{amount(pendingMinor)} on its way</>} />
      <Figure
        label="In transfers at the gate"
        value={amount(waitingMinor)}
        note="Leave tomorrow, as is expected"
        href="/approvals"
      />
      <Figure label="Held in reserve" value={amount(reservedMinor)} note="Not counted: no day is known" />
      {lowest === undefined ? null : (
        <Figure
          label="Lowest it should get"
          value={amount(lowest.lowMinor)}
          note={`Bottom of the interval, ${lowest.day}`}
          tone={lowest.lowMinor < 0n ? 'warn' : 'plain'}
        />
      )}
      {last === undefined ? null : (
        <Figure
          label={`Expected on ${last.day}`}
          value={amount(last.availableMinor)}
          note={
            <>
              {amount(last.lowMinor)} to {amount(last.highMinor)}
            </>
          }
        />
      )}
    </Figures>
  )
}

'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'

const ITEM =
  'flex min-h-8 w-full cursor-default select-none items-center gap-2 rounded-sm px-2 text-base text-ink outline-none pointer-coarse:min-h-11 data-highlighted:bg-surface-hover data-disabled:text-ink-3 [&_svg]:size-4 [&_svg]:shrink-0'

type MenuProps = {
  readonly trigger: ReactElement
  readonly align?: 'start' | 'end'
  readonly children: ReactNode
}

/** A list of actions behind a button. Fill it with MenuItem, MenuCheck, MenuChoice, MenuLabel, MenuSeparator. */
export function Menu({ trigger, align = 'start', children }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="z-50 outline-none">
          <Base.Popup className="floats max-h-[min(26rem,var(--available-height))] min-w-48 max-w-80 overflow-y-auto rounded-md bg-surface-raised p-1 shadow-float outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

type MenuItemProps = {
  readonly icon?: ReactNode
  readonly onSelect: () => void
  readonly tone?: 'plain' | 'bad'
  readonly disabled?: boolean
  readonly children: ReactNode
}

export function MenuItem({ icon, onSelect, tone = 'plain', disabled = false, children }: MenuItemProps) {
  return (
    <Base.Item disabled={disabled} onClick={onSelect} className={cx(ITEM, tone === 'bad' && 'text-bad-ink')}>
      {icon}
      {children}
    </Base.Item>
  )
}

type MenuCheckProps = {
  readonly checked: boolean
  readonly onCheckedChange: (checked: boolean) => void
  readonly disabled?: boolean
  readonly children: ReactNode
}

/** Something that is switched on or off; the menu stays open. */
export function MenuCheck({ checked, onCheckedChange, disabled = false, children }: MenuCheckProps) {
  return (
    <Base.CheckboxItem
      checked={checked}
      disabled={disabled}
      onCheckedChange={(next) => onCheckedChange(next)}
      className={ITEM}
    >
      <span className="inline-flex size-4">
        <Base.CheckboxItemIndicator>
          <Check aria-hidden />
        </Base.CheckboxItemIndicator>
      </span>
      {children}
    </Base.CheckboxItem>
  )
}

type MenuChoiceProps = {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onValueChange: (value: string) => void
}

/** One of several, marked. */
export function MenuChoice({ label, value, options, onValueChange }: MenuChoiceProps) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: string) => onValueChange(next)} aria-label={label}>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} closeOnClick className={ITEM}>
          <span className="inline-flex size-4">
            <Base.RadioItemIndicator>
              <Check aria-hidden />
            </Base.RadioItemIndicator>
          </span>
          {option.label}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  )
}

/** A heading over what follows in the menu. */
export function MenuLabel({ children }: { readonly children: ReactNode }) {
  return <div className="px-2 pt-2 pb-1 text-ink-3 text-xs">{children}</div>
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />
}

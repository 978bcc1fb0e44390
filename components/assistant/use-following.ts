'use client'

import { type RefObject, useEffect, useRef } from 'react'

/** How people scroll; what else moves the region is the region itself. */
const BY_HAND = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/**
 * Follows a growing conversation: down to its end, but never so far that the newest question leaves the top, or the end of what
 * broke off before it was asked again. Whoever scrolls up stays where they are until they ask again; `newest` changes then.
 */
export function useFollowing(scroller: RefObject<HTMLElement | null>, newest: string | undefined): void {
  const isFollowing = useRef(true)

  useEffect(() => {
    isFollowing.current = newest !== undefined
  }, [newest])

  useEffect(() => {
    const region = scroller.current
    const content = region?.firstElementChild
    if (region == null || content == null) return
    const place = () => {
      if (!isFollowing.current) return
      const before = [...region.querySelectorAll('[data-question], [data-earlier]')].at(-1)
      region.scrollTop = Math.min(region.scrollHeight - region.clientHeight, before === undefined ? 0 : topOf(before))
    }
    const leave = () => {
      isFollowing.current = false
    }
    const growth = new ResizeObserver(place)
    growth.observe(content)
    for (const act of BY_HAND) region.addEventListener(act, leave, { passive: true })
    return () => {
      growth.disconnect()
      for (const act of BY_HAND) region.removeEventListener(act, leave)
    }
  }, [scroller])
}

/** Room for what a broken answer ended with: why it broke off. */
const ENDING_PX = 72

function topOf(element: Element): number {
  if (!(element instanceof HTMLElement)) return 0
  const { offsetTop, offsetHeight } = element
  return 'earlier' in element.dataset ? offsetTop + offsetHeight - ENDING_PX : offsetTop - 12
}

'use client'

import { type RefObject, useEffect, useRef } from 'react'

/** How people scroll; what else moves the region is the region itself. */
const BY_HAND = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const

/**
 * Follows a growing conversation: down to its end, but never so far that the newest question leaves the top. Whoever
 * scrolls up stays where they are until they ask again.
 */
export function useFollowing(scroller: RefObject<HTMLElement | null>, newestQuestionId: string | undefined): void {
  const isFollowing = useRef(true)

  useEffect(() => {
    isFollowing.current = newestQuestionId !== undefined
  }, [newestQuestionId])

  useEffect(() => {
    const region = scroller.current
    const content = region?.firstElementChild
    if (region == null || content == null) return
    const place = () => {
      if (!isFollowing.current) return
      const questions = region.querySelectorAll('[data-question]')
      const newest = questions.item(questions.length - 1)
      const topPx = newest instanceof HTMLElement ? newest.offsetTop - 12 : 0
      region.scrollTop = Math.min(region.scrollHeight - region.clientHeight, topPx)
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

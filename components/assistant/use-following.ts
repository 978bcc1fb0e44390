'use client'

import { type RefObject, useEffect, useRef } from 'react'

const NEAR_PX = 32

/**
 * Follows a growing conversation: down to its end, but never so far that the newest question leaves the top. Whoever
 * scrolls up stays where they are until they ask again.
 */
export function useFollowing(scroller: RefObject<HTMLElement | null>, newestQuestionId: string | undefined): void {
  const isFollowing = useRef(true)
  const placedPx = useRef(0)

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
      placedPx.current = region.scrollTop
    }
    const scrolled = () => {
      if (Math.abs(region.scrollTop - placedPx.current) > NEAR_PX) isFollowing.current = false
    }
    const growth = new ResizeObserver(place)
    growth.observe(content)
    region.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      growth.disconnect()
      region.removeEventListener('scroll', scrolled)
    }
  }, [scroller])
}

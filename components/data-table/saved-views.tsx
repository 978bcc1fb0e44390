'use client'

import { Bookmark } from 'lucide-react'
import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Popover } from '#components/ui/popover.tsx'
import { toast } from '#components/ui/toast.tsx'
import { readViewsAction, removeViewAction, saveViewAction } from '#lib/people/actions.ts'
import { SaveViewForm } from './save-view-form.tsx'
import { ViewList, type ViewShown } from './view-list.tsx'

/** Ways to see this list that somebody kept under a name: theirs, and what colleagues share. */
export function SavedViews() {
  return (
    <Popover title="Views of this list" align="end" trigger={<IconButton label="Views" icon={<Bookmark />} />}>
      {(close) => <Views onChosen={close} />}
    </Popover>
  )
}

function Views({ onChosen }: { readonly onChosen: () => void }) {
  const list = usePathname()
  const search = useSearchParams().toString()
  const [views, setViews] = useState<readonly ViewShown[]>()
  const [problem, setProblem] = useState<string>()

  const readAll = useCallback(async () => {
    const result = await readViewsAction({ list })
    if (result.ok) setViews(result.data)
    else setProblem(result.refusal.message)
  }, [list])
  useEffect(() => {
    void readAll()
  }, [readAll])

  const save = async (view: Pick<ViewShown, 'name' | 'search' | 'isShared'>, told: string) => {
    const result = await saveViewAction({ list, ...view })
    if (!result.ok) return result
    toast.good(told)
    await readAll()
    return result
  }
  const putBack = async (view: ViewShown) => {
    const result = await save(view, `${view.name} is back`)
    setProblem(result.ok ? undefined : result.refusal.message)
  }
  const remove = async (view: ViewShown) => {
    const result = await removeViewAction({ viewId: view.id })
    if (!result.ok) return setProblem(result.refusal.message)
    toast.note(`Removed ${view.name}`, { action: { label: 'Undo', onPress: () => void putBack(view) } })
    await readAll()
  }

  return (
    <div className="flex flex-col gap-3">
      <ViewList views={views} list={list} search={search} onChosen={onChosen} onRemove={remove} />
      {problem === undefined ? null : <Banner tone="bad">{problem}</Banner>}
      <SaveViewForm onSave={({ name, isShared }) => save({ name, isShared, search }, `Saved ${name}`)} />
    </div>
  )
}

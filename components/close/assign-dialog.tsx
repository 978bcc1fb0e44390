'use client'

import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { FormDialog } from '#components/ui/form-dialog.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { assignTaskAction } from '#lib/reconciliation/actions.ts'
import type { CloseTask } from '#lib/reconciliation/close/read-close.ts'

type AssignDialogProps = {
  readonly month: string
  readonly task: CloseTask
  readonly people: readonly { readonly id: string; readonly name: string }[]
}

/** Gives a task to somebody, with the day it is due. */
export function AssignDialog({ month, task, people }: AssignDialogProps) {
  const options = [{ value: '', label: 'Nobody' }, ...people.map(({ id, name }) => ({ value: id, label: name }))]
  return (
    <FormDialog
      title={`Who does it: ${task.title}`}
      description="Whoever owns a task need not be the one who prepares it."
      trigger={
        <Button size="sm" variant="plain" aria-label={`Assign: ${task.title}`}>
          Assign…
        </Button>
      }
      submitLabel="Assign the task"
      pendingLabel="Assigning…"
      doneWords="Assigned"
      onSubmit={(said) =>
        assignTaskAction({ month, code: task.code, ownerId: said('ownerId'), dueOn: said('dueOn') || null })
      }
    >
      <Field label="Owner">
        <Select name="ownerId" options={options} defaultValue={task.ownerId} />
      </Field>
      <Field label="Due">
        <Input name="dueOn" type="date" defaultValue={task.dueOn} />
      </Field>
    </FormDialog>
  )
}

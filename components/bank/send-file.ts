export type Sent<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly message: string; readonly field: string | undefined }

/** How far it is, from 0 to 1, and in words. */
export type Progress = { readonly part: number; readonly words: string }

type Line<T> = {
  readonly progress?: { readonly bytes: number; readonly byteCount: number; readonly lines: number }
  readonly done?: T
  readonly refusal?: { readonly message: string; readonly field?: string }
}

const LOST = 'The connection was lost. Look at the list of imports before you send the file again.'

/** Sends a file and follows what becomes of it: first how much of it went, then how much of it was read. */
export function sendFile<T>(url: string, file: File, onProgress: (progress: Progress) => void): Promise<Sent<T>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', url)
    request.setRequestHeader('accept', 'application/x-ndjson')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) =>
      onProgress({ part: total === 0 ? 0 : loaded / total / 2, words: 'Sending…' })
    request.onprogress = () => {
      const { progress } = lastLine<T>(request.responseText)
      if (progress === undefined) return
      const { bytes, byteCount, lines } = progress
      const part = byteCount === 0 ? 1 : bytes / byteCount
      onProgress({ part: (1 + part) / 2, words: `Reading… ${lines.toLocaleString('en')} lines` })
    }
    request.onerror = () => resolve({ ok: false, message: LOST, field: undefined })
    request.onload = () => resolve(outcomeOf<T>(request))
    request.send(file)
  })
}

function outcomeOf<T>({ responseText, status }: XMLHttpRequest): Sent<T> {
  const { done, refusal } =
    status === 200 ? lastLine<T>(responseText) : { done: undefined, refusal: errorIn(responseText) }
  if (done !== undefined) return { ok: true, data: done }
  return { ok: false, message: refusal?.message ?? LOST, field: refusal?.field }
}

/** The last whole line of an answer that is still coming. */
function lastLine<T>(text: string): Line<T> {
  const lines = text.split('\n')
  return JSON.parse(lines.at(-2) ?? '{}') as Line<T>
}

function errorIn(text: string): Line<never>['refusal'] {
  try {
    return (JSON.parse(text) as { error?: Line<never>['refusal'] }).error
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

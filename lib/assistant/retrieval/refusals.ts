import { Refusal } from '#lib/platform/refusal.ts'

export const unusableFile = (message: string, cause?: unknown) =>
  new Refusal({ code: 'policies.unusable_file', status: 422, field: 'file', message }, { cause })

export const fileTooLarge = () =>
  new Refusal({
    code: 'policies.too_large',
    status: 413,
    field: 'file',
    message: 'The file is larger than 512 KB. Policies are read by people: send the part that says what to do.',
  })

export const crossSiteFile = () =>
  new Refusal({ code: 'policies.cross_site', status: 403, message: 'Send policies from the console itself.' })

export const sameFile = (title: string, version: number) =>
  new Refusal({
    code: 'policies.same_file',
    status: 409,
    field: 'file',
    message: `This is word for word what “${title}” says in version ${version}. Nothing was stored.`,
  })

export const titleTaken = (title: string) =>
  new Refusal({
    code: 'policies.title_taken',
    status: 409,
    field: 'title',
    message: `There is a document named “${title}”. Open it and add a version, or give this one another title.`,
  })

export const noSuchDocument = () =>
  new Refusal({ code: 'policies.not_found', status: 404, message: 'There is no such document.' })

export const productsOwn = () =>
  new Refusal({
    code: 'policies.products_own',
    status: 409,
    message: 'Help comes with Tieout and says what this version does: it cannot be changed here.',
  })

export const alreadyWithdrawn = () =>
  new Refusal({ code: 'policies.withdrawn', status: 409, message: 'This document is withdrawn already.' })

export const notWithdrawn = () =>
  new Refusal({ code: 'policies.not_withdrawn', status: 409, message: 'This document applies already.' })

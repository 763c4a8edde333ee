import type { Hono } from 'hono'
import { etag } from 'hono/etag'
import { endpoints } from '#protocol/careers'
import { endpoints as demographics } from '#protocol/demographics'
import { AppError } from '../app-error.ts'
import type { Bind } from '../http/bind.ts'
import { type ApplyParts, apply } from './apply.ts'
import { type Catalogue, type Catalogues, jobIn } from './catalogue.ts'
import { giveDemographicsByPortal } from './give-demographics.ts'
import { applyAgainByPortal, readPortal, withdrawByPortal } from './portal.ts'
import { type UploadParts, uploadResume } from './upload-resume.ts'

export interface CareersRoutesParts extends ApplyParts, UploadParts {
  /** Where the routes are bound: what may be kept by browsers gets its `ETag` there. */
  readonly app: Hono
  readonly catalogues: Catalogues
}

/** May be kept, but is asked for again each time, so that nobody sees a job that is gone; a 304 costs nothing. */
export const revalidated = 'public, max-age=0, must-revalidate'

export function careersRoutes(bind: Bind, parts: CareersRoutesParts): void {
  const { app, scope, links, catalogues } = parts
  app.get('/api/careers/*', etag())
  bind.handle(endpoints.readCareers, async (_visitor, { slug }, context) => {
    const { employer, jobs } = await known(catalogues, slug)
    context.header('Cache-Control', revalidated)
    return { employer, jobs }
  })
  bind.handle(endpoints.readPublicPosting, async (_visitor, { slug, jobId }, context) => {
    const catalogue = await known(catalogues, slug)
    const job = jobIn(catalogue, jobId)
    if (!job) throw new AppError('not-found', 'There is no such job.')
    context.header('Cache-Control', revalidated)
    return { ...job, employer: catalogue.employer }
  })
  bind.handle(endpoints.apply, (_visitor, input, _context, once) => apply(parts, input, once))
  bind.handle(endpoints.uploadResume, (visitor, { slug, jobId, query, bytes }, _context, once) =>
    uploadResume(parts, visitor, { slug, jobId, name: query.name, bytes }, once),
  )
  bind.handle(endpoints.readPortal, async ({ applicationId }, _input, context) => {
    context.header('Cache-Control', 'no-store')
    return (await readPortal(scope(), links, applicationId)).view
  })
  bind.handle(demographics.giveDemographics, async ({ applicationId }, { body }, _context, once) =>
    giveDemographicsByPortal(parts, applicationId, body, once),
  )
  bind.handle(endpoints.withdrawApplication, ({ applicationId }, _input, _context, once) =>
    withdrawByPortal(scope(), links, applicationId, once),
  )
  bind.handle(endpoints.applyAgain, ({ applicationId }, _input, _context, once) =>
    applyAgainByPortal(scope(), links, applicationId, once),
  )
}

async function known(catalogues: Catalogues, slug: string): Promise<Catalogue> {
  const catalogue = await catalogues.find(slug)
  if (!catalogue) throw new AppError('not-found', 'There is no such careers page.')
  return catalogue
}

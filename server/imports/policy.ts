import type { ImportKind } from '#protocol/imports'
import { may, reachOf, type Standing } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import type { ImportRecord } from './repository.ts'

type Person = Standing & { readonly userId: string }

/** Candidates come with their names: who adds them has to be somebody who may see, and join, all of them. */
export const mayImport = (member: Standing, kind: ImportKind): boolean =>
  reachOf(member.role, kind === 'candidates' ? 'candidate.merge' : 'posting.write') !== null

/** @throws {AppError} `forbidden` */
export function authorizeKind(member: Standing, kind: ImportKind): void {
  if (!mayImport(member, kind)) throw new AppError('forbidden', 'Your role does not allow to import candidates.')
}

/** An import is its uploader's, and those' who run the company. @throws {AppError} `not-found` for everybody else */
export function authorize(member: Person, record: Pick<ImportRecord, 'userId' | 'kind'>): void {
  if (record.userId !== member.userId && !may(member, 'organisation.manage')) {
    throw new AppError('not-found', 'There is no such import. Imports are kept for 30 days.')
  }
  authorizeKind(member, record.kind)
}

/** @throws {AppError} `conflict` when rows can no longer be changed */
export function expectOpen({ state }: Pick<ImportRecord, 'state'>): void {
  if (state !== 'ready')
    throw new AppError('conflict', 'This file was imported already. Undo that, or send the file again to change it.')
}

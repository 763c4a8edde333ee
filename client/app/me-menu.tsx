import { lazy, Suspense, useState } from 'react'
import type { SignedInUser } from '#protocol/auth'
import { initialsOf } from '../ui/names.ts'
import { PersonPicture } from '../ui/person-picture.tsx'
import { loadPart } from './load-part.ts'
import classes from './top-bar.module.css'

const loadDropdown = () => loadPart(() => import('./me-dropdown.tsx'))
const MeDropdown = lazy(loadDropdown)
const FeedbackDialog = lazy(() => loadPart(() => import('../features/product-feedback/feedback-dialog.tsx')))

export interface MeMenuProps {
  readonly user: SignedInUser
  /** The company that is open; null: none is. */
  readonly here: SignedInUser['memberships'][number] | null
  readonly onOpenEmployer?: (employerId: string) => void
}

export interface MeDropdownProps extends MeMenuProps {
  readonly onFeedback: () => void
}

/** Who I am and where, how it looks, and the way out: a button, and a menu once it is wanted. */
export function MeMenu(props: MeMenuProps) {
  const [isWanted, setIsWanted] = useState(false)
  const [isGivingFeedback, setIsGivingFeedback] = useState(false)
  const { id, name } = props.user
  const button = (
    <button
      type="button"
      className={classes.me}
      aria-label={`${initialsOf(name)}: account of ${name}`}
      aria-haspopup="menu"
      onPointerEnter={() => void loadDropdown()}
      onFocus={() => void loadDropdown()}
      onClick={() => setIsWanted(true)}
    >
      <PersonPicture name={name} />
    </button>
  )
  if (!isWanted) return button
  return (
    <>
      <Suspense fallback={button}>
        <MeDropdown {...props} onFeedback={() => setIsGivingFeedback(true)} />
      </Suspense>
      {isGivingFeedback ? (
        <Suspense>
          <FeedbackDialog userId={id} onClose={() => setIsGivingFeedback(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

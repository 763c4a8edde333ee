import { Button } from '@mantine/core'
import { IconMapSearch } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useCrumb } from '../ui/crumbs.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** An address without a page, or one the reader's role does not reach. */
export function NotFoundPage() {
  useCrumb('Not found')
  return (
    <>
      <title>Not found · ClearView</title>
      <h1 className="cv-visually-hidden">Not found</h1>
      <EmptyState
        icon={<IconMapSearch size={24} />}
        title="There is no such page"
        action={
          <Button component={Link} href="/" variant="default">
            Go home
          </Button>
        }
      >
        It may have moved, or your role does not include it.
      </EmptyState>
    </>
  )
}

import { Button, Group, Text, TextInput } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Employer, endpoints } from '#protocol/employers'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { call } from '../../rest/call.ts'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { filled } from '../../rest/field-problems.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf, queryOf } from '../../rest/queries.ts'
import { useFields } from '../../rest/use-fields.ts'
import { copyText } from '../../ui/copy-text.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { showDone } from '../../ui/toasts.ts'
import classes from './team.module.css'

/** What the company is called, and where the public finds it. */
export default function Company() {
  const { employerId } = useMembership()
  const live = useLiveQuery(queryOf(endpoints.readEmployer, { params: { employerId } }), ['employer.renamed'])
  if (live.status === 'loading') return <ListSkeleton rows={2} />
  if (live.status === 'failed') {
    return <ErrorState title="The company could not be loaded" message={messageOf(live.error)} retry={live.retry} />
  }
  return (
    <div className={classes.settings}>
      <CompanyName employer={live.data} />
      <CareersAddress slug={live.data.slug} />
    </div>
  )
}

function CompanyName({ employer }: { employer: Employer }) {
  const queries = useQueryClient()
  // As it was when typing began: a name that somebody else gives meanwhile is not written over unseen.
  const [base, setBase] = useState(employer)
  const params = { employerId: employer.id }
  const rename = (body: { companyName: string }) =>
    call(endpoints.renameEmployer, { params, body, ifMatch: base.version })
  const keep = (read: Employer) => {
    setBase(read)
    queries.setQueryData(queryKeyOf(endpoints.readEmployer, { params }), read)
  }
  const form = useFields({
    initial: { companyName: employer.companyName },
    checks: { companyName: filled('Enter the name of your company.') },
    submit: async (body) => {
      const saved = await rename(body).catch(async (error: unknown) => {
        // Asked for anew: the page may not have heard yet, and the next attempt has to be made on this version.
        if (error instanceof CallError && error.code === 'version-mismatch') {
          keep(await call(endpoints.readEmployer, { params }))
        }
        throw error
      })
      keep(saved)
      form.set('companyName')(saved.companyName)
      showDone(`Saved. The company is ${saved.companyName} from now on.`)
    },
    explain: ({ code }) => {
      if (code !== 'version-mismatch') return null
      const message =
        'A colleague has renamed the company meanwhile. Look at its name above, and save again if yours is right.'
      return { field: 'companyName', message }
    },
  })
  const isUntouched = form.values.companyName.trim() === base.companyName
  if (isUntouched && employer.version > base.version) {
    setBase(employer)
    form.set('companyName')(employer.companyName)
  }
  return (
    <section aria-labelledby="company-name">
      <h2 id="company-name" className={classes.title}>
        Company name
      </h2>
      <form onSubmit={form.onSubmit} noValidate>
        <FormProblem problem={form.problem} />
        <TextInput
          className={classes.oneLine ?? ''}
          label="Name"
          description="Candidates read it on your careers page and in every mail; colleagues and consultants above each page."
          autoComplete="organization"
          maxLength={120}
          {...form.field('companyName')}
        />
        <Button type="submit" mt="sm" loading={form.isBusy} disabled={isUntouched}>
          Save
        </Button>
      </form>
    </section>
  )
}

function CareersAddress({ slug }: { slug: string }) {
  const path = `/careers/${slug}`
  const address = `${location.origin}${path}`
  return (
    <section aria-labelledby="careers-address">
      <h2 id="careers-address" className={classes.title}>
        Careers page
      </h2>
      <Text c="dimmed" mb="sm">
        This address stays the same when you rename the company, so links that you shared keep working.
      </Text>
      <div className={classes.copied}>
        <code className={classes.secret}>{address}</code>
        <Group gap="xs">
          <Button variant="default" size="compact-md" onClick={() => void copyText(address, 'The address is copied.')}>
            Copy
          </Button>
          <Button
            component="a"
            href={path}
            target="_blank"
            rel="noreferrer"
            variant="default"
            size="compact-md"
            rightSection={<IconExternalLink size={16} stroke={1.75} aria-hidden />}
          >
            Open
          </Button>
        </Group>
      </div>
    </section>
  )
}

import { PageHeader } from '../../ui/page-header.tsx'
import classes from './account.module.css'
import { Devices } from './devices.tsx'
import { SecondFactor } from './second-factor.tsx'

/** How I sign in, and where I am signed in. */
export default function AccountPage({ email }: { email: string }) {
  return (
    <div className={classes.page}>
      <PageHeader title="Sign-in and devices" purpose={`How you sign in as ${email}, and where you are signed in.`} />
      <SecondFactor />
      <Devices />
    </div>
  )
}

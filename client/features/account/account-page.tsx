import type { SignedInUser } from '#protocol/auth'
import { PageHeader } from '../../ui/page-header.tsx'
import classes from './account.module.css'
import { Devices } from './devices.tsx'
import { MyName } from './my-name.tsx'
import { MyPassword } from './my-password.tsx'
import { SecondFactor } from './second-factor.tsx'

/** Who I am, how I sign in, and where I am signed in. A consultant's name stands in their profile. */
export default function AccountPage({ user }: { user: SignedInUser }) {
  return (
    <div className={classes.page}>
      <PageHeader title="Your account" purpose={`How you sign in as ${user.email}, and where you are signed in.`} />
      {user.kind === 'employer' ? <MyName name={user.name} /> : null}
      <MyPassword email={user.email} />
      <SecondFactor />
      <Devices />
    </div>
  )
}

import type { SsoState } from '#protocol/security'

export const stateWords: Readonly<Record<SsoState, { label: string; description: string }>> = {
  off: { label: 'Off', description: 'Everybody signs in by password.' },
  test: { label: 'In test', description: 'Only who manages this company signs in by it, to see that it works.' },
  on: { label: 'On', description: 'People may sign in by it, or by password.' },
  enforced: {
    label: 'Enforced',
    description: 'People must sign in by it. Owners always get in by password, whatever becomes of the provider.',
  },
}

/** Why a test did not lead back as a member, for whoever can mend it. */
export const testFailures: Readonly<Record<string, string>> = {
  failed:
    'Your provider’s answer was not what was asked for, or came too late. Try again; then compare all that is set here.',
  unreachable: 'Your provider did not answer as OpenID Connect asks. Check its address (issuer).',
  'wrong-client': 'Your provider refused the client ID or the secret. Check both.',
  denied:
    'Your provider let nobody through: you did not sign in there, or it does not allow this client. Ask who manages it.',
  off: 'It is switched off. Choose “In test”, save, and try again.',
  'no-address':
    'Your provider sent no e-mail address, or one that it has not confirmed. Have it send “email” to ClearView.',
  'not-invited':
    'At your provider you are somebody whose address is not known here. Sign in there by the one you have here.',
  consultant: 'At your provider you are a consultant, and consultants sign in by their own password.',
  left: 'At your provider you are somebody who is not part of this company any more.',
  owner: 'At your provider you are an owner. Owners sign in by it once an owner has saved these settings.',
  'only-test': 'At your provider you are somebody who does not manage this company. Sign in there as yourself.',
}

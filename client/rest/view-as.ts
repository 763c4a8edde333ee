import type { Role } from '#protocol/permissions'
import type { View } from '#protocol/team'

/** As whom this tab looks at ClearView. */
interface OpenView extends View {
  readonly employerId: string
  /** The role's, or the member's name. */
  readonly label: string
}

const key = 'clearview-view-as'

/** Of this tab alone: another one shows what is one's own. */
export function currentView(): OpenView | null {
  try {
    const view = JSON.parse(sessionStorage.getItem(key) ?? 'null') as OpenView | null
    if (view && Date.parse(view.expiresAt) > Date.now()) return view
  } catch {
    // Somebody else's words under our name, or no storage: then nobody looks as anybody.
  }
  return null
}

/** Starts everything over: nothing that was read before belongs to what is looked at now. */
export function openView(view: OpenView): void {
  sessionStorage.setItem(key, JSON.stringify(view))
  location.assign('/')
}

export function leaveView(): void {
  sessionStorage.removeItem(key)
  location.assign('/team')
}

/** The membership as it is looked at: with the role and the jobs of the view that is open for this company. */
export function asLookedAt<M extends { readonly employerId: string; readonly role: Role; readonly jobIds: string[] }>(
  membership: M,
): M {
  const view = currentView()
  if (view?.employerId !== membership.employerId) return membership
  return { ...membership, role: view.role, jobIds: view.jobIds }
}

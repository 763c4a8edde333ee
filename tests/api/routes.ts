import { Secret, TOTP } from 'otpauth'
import { endpoints } from '#protocol/endpoints'
import type { Action } from '#protocol/permissions'
import { defaultStages } from '#protocol/postings'
import {
  aConsultant,
  aFreeHour,
  aMember as aMemberOf,
  anAddress,
  anEmployer,
  anEngagement,
  anInterview,
  anInvitedConsultant,
  type Caller,
  expectStatus,
  password,
  postingFacts,
} from '../builders.ts'
import { eventually } from '../server.ts'
import { firstWord } from './anchors.ts'
import type { World } from './world.ts'

export type RouteName = keyof typeof endpoints

type Params = Readonly<Record<string, string>>

/** A call that succeeds for whoever may make it. */
export interface Sample {
  readonly params: Params
  readonly body?: object
  /** What follows the path, with its question mark. */
  readonly query: string
}

export interface Route {
  /** What the call is about: decides whether "own jobs" narrows it, and who may know that it is there. */
  readonly about: 'company' | 'posting' | 'application' | 'account'
  /** Makes what the call is made on. `own`: on a job whose hiring team the hiring manager and the interviewer are on. */
  target(world: World, own: boolean): Promise<Params>
  /** A body that is right, another one each time. */
  readonly body?: (world: World, params: Params) => object
  readonly query?: Readonly<Record<string, string>> | ((params: Params) => Readonly<Record<string, string>>)
  /** Success uses the target up: it works once. */
  readonly once?: true
  /** For consultants: an employer's owner gets nowhere. */
  readonly by?: 'consultant'
  /** The right that decides beyond the contract's, where the kind of document asks for more. */
  readonly needs?: Action
  /** It exists only for those who may do this: others are told that it is not there. */
  readonly unseen?: true
}

type Body = Route['body']

const employer = (world: World) => ({ employerId: world.employer.employerId })
const company = (body?: Body, target: Route['target'] = async (world) => employer(world)): Route => ({
  about: 'company',
  target,
  ...(body ? { body } : {}),
})
const aPosting: Route['target'] = async (world, own) => ({ ...employer(world), jobId: await world.posting(own) })
const aPublishedPosting: Route['target'] = async (world, own) => ({
  ...employer(world),
  jobId: await world.posting(own, { published: true }),
})
const posting = (body?: Body, target: Route['target'] = aPosting): Route => ({
  about: 'posting',
  target,
  ...(body ? { body } : {}),
})
const anApplicationOf: Route['target'] = async (world, own) => {
  const { applicationId, candidateId, jobId } = await world.application(own)
  return { ...employer(world), applicationId, candidateId, jobId }
}
const application = (body?: Body, target: Route['target'] = anApplicationOf): Route => ({
  about: 'application',
  target,
  ...(body ? { body } : {}),
})
/** The time by which the candidate should hear: it belongs to those who decide. */
const aTimer: Route['target'] = async (world, own) => {
  const params = await anApplicationOf(world, own)
  const { owner, api } = world.employer
  const found = await owner.get<{ items: { id: string }[] }>(
    `${api}/reminders?applicationId=${params['applicationId']}`,
  )
  return { ...params, reminderId: found.body.items[0]?.id ?? '' }
}
const tomorrow = () => new Date(Date.now() + 24 * 3600_000 + Math.floor(Math.random() * 1000)).toISOString()
const anInterviewOf: Route['target'] = async (world, own) => {
  const { candidateId, applicationId } = await world.application(own)
  return { ...employer(world), candidateId, applicationId, interviewId: await anInterview(world.employer, candidateId) }
}
/** With the candidate whose link the callers have. */
const anInterviewOfTheGuest: Route['target'] = async ({ employer, guest }) => ({
  interviewId: await anInterview(employer, guest.candidateId),
})
/** Times that the guest may choose from. */
const anOfferToTheGuest: Route['target'] = async ({ employer: { owner, api }, guest: { candidateId } }) => {
  const startsAt = aFreeHour()
  const interviewId = await made(owner, `${api}/interviews/offers`, { candidateId, times: [startsAt], ...place })
  return { interviewId, startsAt }
}
const interview = (body?: Body): Route => application(body, anInterviewOf)
/** One that has begun. */
const underWay: Route['target'] = async (world, own) => ({
  ...employer(world),
  interviewId: await world.interviewUnderWay(own),
})
const aRoom: Route['target'] = async (world) => {
  const { owner, api } = world.employer
  return { ...employer(world), roomId: await made(owner, `${api}/rooms`, { name: anAddress('room') }) }
}
const place = { location: 'Second floor' }
/** The owner's own, at an address where nobody answers. */
const aCalendar: Route['target'] = async ({ employer: { owner } }) => ({
  calendarId: await made(owner, '/api/calendar/externals', externalCalendar()),
})
const externalCalendar = () => ({ name: 'Mine', kind: 'ical', url: `http://127.0.0.1:9/${anAddress()}.ics` })
const account = (body?: Body, target: Route['target'] = async () => ({})): Route => ({
  about: 'account',
  target,
  ...(body ? { body } : {}),
})
const aMember: Route['target'] = async (world) => ({ ...employer(world), userId: await world.spareMember() })
/** Set up as an authenticator app does it. */
const aMemberWithFactor: Route['target'] = async (world) => {
  const member = await aMemberOf(world.employer, 'viewer')
  const begun = await member.post<{ secret: string }>('/api/auth/two-factor/begin', { password })
  const code = new TOTP({ secret: Secret.fromBase32(begun.body.secret) }).generate()
  expectStatus(await member.post('/api/auth/two-factor/confirm', { code }), 200)
  return { ...employer(world), userId: member.userId }
}
const anInvitation: Route['target'] = async (world) => ({
  ...employer(world),
  engagementId: (await anInvitedConsultant(world.employer, anAddress('invited'))).id,
})
/** Of the world's consultant with a company of its own, so that answering or leaving concerns nothing else. */
const mine = (engaged: boolean, body?: Body): Route => ({
  about: 'account',
  by: 'consultant',
  once: true,
  target: async ({ nobody, people: { consultant } }) => {
    const elsewhere = await anEmployer(nobody.server)
    const made = engaged
      ? await anEngagement(elsewhere, consultant)
      : await anInvitedConsultant(elsewhere, consultant.email)
    return { engagementId: made.id }
  },
  ...(body ? { body } : {}),
})
const aTemplate: Route['target'] = async (world) => {
  const { owner, api } = world.employer
  const made = await owner.post<{ id: string }>(`${api}/posting-templates`, { name: 'Engineer', ...postingFacts() })
  expectStatus(made, 201)
  return { ...employer(world), templateId: made.body.id }
}
/** A posting with a kit of one criterion: version 1. */
const aKit: Route['target'] = async (world, own) => {
  const { owner, api } = world.employer
  const jobId = await world.posting(own)
  expectStatus(await owner.put(`${api}/job-postings/${jobId}/kit`, { criteria: [{ name: 'Care' }] }), 200)
  return { ...employer(world), jobId }
}
const aKitTemplate: Route['target'] = async (world, own) => {
  const { owner, api } = world.employer
  const { jobId } = await aKit(world, own)
  const templateId = await made(owner, `${api}/job-postings/${jobId}/kit/save-as-template`, { name: 'Care' })
  return { ...employer(world), templateId }
}
const webhookBody = ({ receiver }: World) => ({ url: `${receiver}${anAddress()}`, types: ['application.moved'] })
const aWebhook: Route['target'] = async (world) => {
  const { owner, api } = world.employer
  return { ...employer(world), webhookId: await made(owner, `${api}/webhooks`, webhookBody(world)) }
}
const aDelivery: Route['target'] = async (world) => {
  const params = await aWebhook(world, false)
  const { owner, api } = world.employer
  const sent = await owner.post<{ id: string }>(`${api}/webhooks/${params['webhookId']}/test`)
  expectStatus(sent, 202)
  return { ...params, deliveryId: sent.body.id }
}
const failedWork: Route['target'] = async (world) => ({ ...employer(world), workId: await world.failedWork() })
const responseBody = () => ({ said: `The task was long ${anAddress()}`, did: 'It takes an hour now.' })
const aResponse: Route['target'] = async (world) => {
  const { owner, api } = world.employer
  return { ...employer(world), responseId: await made(owner, `${api}/responses`, responseBody()) }
}
const aPublicJob: Route['target'] = async (world) => ({
  slug: world.employer.slug,
  jobId: await world.posting(false, { published: true }),
})
const aDocument = async (world: World, own: boolean) => ({
  ...employer(world),
  documentId: `posting:${await world.posting(own)}`,
})
/** Of a posting's document. `make` answers further parameters. */
const inDocument = (needs: Action, body?: Body, make?: (api: string, owner: Caller) => Promise<Params>): Route => ({
  about: 'posting',
  needs,
  target: make
    ? async (world, own) => {
        const params = await aDocument(world, own)
        const { owner, api } = world.employer
        return { ...params, ...(await make(`${api}/documents/${params.documentId}`, owner)) }
      }
    : aDocument,
  ...(body ? { body } : {}),
})
/** The id of what is made by a call of the owner. */
const made = async (owner: Caller, path: string, body: object): Promise<string> => {
  const answer = await owner.post<{ id: string }>(path, body)
  expectStatus(answer, 201)
  return answer.body.id
}
const aVersion = async (api: string, owner: Caller) => ({
  versionId: await made(owner, `${api}/versions`, { name: 'As agreed' }),
})
const aComment = async (api: string, owner: Caller) => {
  const { anchor, quote } = await firstWord(owner, api)
  return { commentId: await made(owner, `${api}/comments`, { anchor, quote, body: 'Shorter?' }) }
}
const aSuggestion = async (api: string, owner: Caller) => {
  const { anchor, quote } = await firstWord(owner, api)
  return { suggestionId: await made(owner, `${api}/suggestions`, { anchor, quote, replacement: 'Another' }) }
}
const anchor = { from: 'AAAA', to: 'AAAA' }

const token = 'no-such-token'

/** One to which somebody may be added without that the world's own changes for the others. */
const anotherConversation = async ({ employer, nobody }: World): Promise<string> =>
  (await anEngagement(employer, await aConsultant(nobody.server))).conversationId
const aConversation: Route['target'] = async ({ engagement: { conversationId } }) => ({ conversationId })
const aFile = new TextEncoder().encode('What we agreed on')
/** The owner's, which no message names. */
const anAttachment: Route['target'] = async ({ engagement: { conversationId }, employer: { owner } }) => {
  const path = `/api/conversations/${conversationId}/attachments`
  const uploaded = await owner.post<{ id: string }>(`${path}?name=notes.txt`, aFile)
  expectStatus(uploaded, 201)
  return { conversationId, attachmentId: uploaded.body.id }
}

/** About the description of a posting. */
const document = (body?: Body): Route => ({ about: 'posting', target: aDocument, ...(body ? { body } : {}) })
const aPin = { quote: 'Build things', anchor: { from: 'AQID', to: 'AQIE' }, message: 'Say for whom' }
async function madeIn({ employer: { owner, api } }: World, { documentId }: Params, what: string, body: object) {
  const made = await owner.post<{ id: string }>(`${api}/documents/${documentId}/language/${what}`, body)
  expectStatus(made, 201)
  return made.body.id
}

const aNote: Route['target'] = async (world, own) => {
  const { candidateId } = await world.application(own)
  const { owner, api } = world.employer
  return {
    ...employer(world),
    candidateId,
    noteId: await made(owner, `${api}/candidates/${candidateId}/notes`, { text: 'Called back' }),
  }
}

const verdict = () => ({ recommendation: 'yes', conclusion: `Careful and kind ${anAddress()}` })
/** An application that everybody who can is asked to rate. `isIn`: they have; else one is missing. */
const rated = (body?: Body, { isIn = false } = {}): Route => ({
  ...application(body),
  target: async (world, own) => {
    const { applicationId, candidateId } = await world.application(own)
    const { owner, admin, recruiter, hiring_manager: manager, interviewer } = world.people
    const asked = own ? [owner, admin, recruiter, manager, interviewer] : [owner, admin, recruiter]
    const path = `${world.employer.api}/applications/${applicationId}/scorecard`
    const userIds = asked.map(({ userId }) => userId)
    expectStatus(await owner.put(`${path}/reviewers`, { userIds }), 200)
    for (const person of isIn ? asked : []) expectStatus(await person.post(`${path}/mine/submit`, verdict()), 200)
    return { ...employer(world), applicationId, candidateId }
  },
})
const aView = () => ({
  name: anAddress('view'),
  filters: { statuses: ['active'], stages: [], source: null, unopened: true, waitingDays: 7, order: 'waiting' },
  jobId: null,
  shared: false,
})
/** The owner's, put before everybody. */
const aSharedView: Route['target'] = async (world) => {
  const { owner, api } = world.employer
  return { ...employer(world), viewId: await made(owner, `${api}/board-views`, { ...aView(), shared: true }) }
}

/** Somebody applied, so that there is something to report. */
const somethingToReport: Route['target'] = async (world) => {
  await world.application(true)
  return employer(world)
}
/** Of the owner's: nobody else asked for it. */
const aReportRun: Route['target'] = async (world) => {
  const params = await somethingToReport(world, true)
  const { owner, api } = world.employer
  const asked = await owner.get<{ id: string }>(`${api}/reports`, { prefer: 'respond-async' })
  expectStatus(asked, 202)
  const runId = asked.body.id
  await eventually(
    async () => (await owner.get<{ state: string }>(`${api}/report-runs/${runId}`)).body.state === 'ready',
  )
  return { ...params, runId }
}
const aSavedReport: Route['target'] = async (world) => {
  const { owner, api } = world.employer
  return {
    ...employer(world),
    reportId: await made(owner, `${api}/saved-reports`, { name: 'Monday', type: 'summary' }),
  }
}

const aTable = () => new TextEncoder().encode(`Title,Description\nCook ${anAddress()},Good food\n`)
/** Of the owner's; `committed`: all of it was taken over. */
const anImport =
  (committed = false): Route['target'] =>
  async (world) => {
    const { owner, api } = world.employer
    const uploaded = await owner.post<{ id: string }>(`${api}/imports?kind=postings&name=jobs.csv`, aTable())
    expectStatus(uploaded, 201)
    const path = `${api}/imports/${uploaded.body.id}`
    if (committed) {
      expectStatus(await owner.post(`${path}/commit`), 202)
      await eventually(async () => (await owner.get<{ state: string }>(path)).body.state === 'finished')
    }
    return { ...employer(world), importId: uploaded.body.id, row: '1' }
  }
const anUploadedImport = anImport()
/** An import is for who sent it, and for those who run the company. */
const ofImport = (body?: Body, target = anUploadedImport): Route => ({
  ...company(body, target),
  needs: 'organisation.manage',
  unseen: true,
})

const anArchive: Route['target'] = async (world) => {
  const { owner, api } = world.employer
  const asked = await owner.post<{ id: string }>(`${api}/archives`)
  expectStatus(asked, 202)
  const archiveId = asked.body.id
  await eventually(
    async () => (await owner.get<{ state: string }>(`${api}/archives/${archiveId}`)).body.state === 'ready',
  )
  return { ...employer(world), archiveId }
}

/** Every route of the product with a call that is right. A route that is missing here does not compile, and fails. */
export const routes: Readonly<Record<RouteName, Route>> = {
  verifyEmail: account(() => ({ token })),
  resendVerification: account(() => ({ email: anAddress() })),
  login: account(() => ({ email: anAddress(), password })),
  logout: account(),
  session: account(),
  editMyName: account(() => ({ name: 'Noor' })),
  listSessions: account(),
  endSession: account(undefined, async () => ({ sessionId: 'no-such-session' })),
  endOtherSessions: account(),
  requestPasswordReset: account(() => ({ email: anAddress() })),
  confirmPasswordReset: account(() => ({ token, password })),
  describeInvitation: account(() => ({ token })),
  acceptInvitation: account(() => ({ token, name: 'Noor', password })),
  registerEmployer: account(() => ({
    companyName: 'Larkspur',
    email: anAddress(),
    password,
    contactNumber: '+44 20 7946 0000',
  })),
  readEmployer: company(),
  renameEmployer: company(() => ({ companyName: 'Larkspur & Daughters' })),

  listMembers: company(),
  changeRole: company(() => ({ role: 'interviewer' }), aMember),
  removeMember: { ...company(undefined, aMember), once: true },
  removeSecondFactor: { ...company(() => ({ reason: 'Lost the phone' }), aMemberWithFactor), once: true },
  invite: company(() => ({ email: anAddress(), role: 'viewer' })),
  listInvitations: company(),
  revokeInvitation: {
    about: 'company',
    once: true,
    target: async (world) => {
      const { owner, api } = world.employer
      const invited = await owner.post<{ id: string }>(`${api}/invitations`, { email: anAddress(), role: 'viewer' })
      expectStatus(invited, 201)
      return { ...employer(world), invitationId: invited.body.id }
    },
  },
  readAudit: company(),
  exportAudit: company(),
  setMemberJobs: company(() => ({ jobIds: [] }), aMember),
  viewAs: company(() => ({ role: 'viewer' })),
  sendProductFeedback: account(() => ({ kind: 'idea', text: `More colours ${anAddress()}` })),
  readTwoFactor: account(),
  beginTwoFactor: account(() => ({ password: 'not the password' })),
  confirmTwoFactor: account(() => ({ code: '123456' })),
  renewRecoveryCodes: account(() => ({ password: 'not the password' })),
  endTwoFactor: account(() => ({ password: 'not the password' })),
  readSecurity: company(),
  editSecurity: company(() => ({ requireTwoFactor: false })),
  readSso: company(),
  editSso: company(() => ({ issuer: 'https://login.example.com', clientId: anAddress('client'), state: 'off' })),
  findSso: account(() => ({ email: anAddress() })),
  startSso: account(undefined, async ({ employer: { slug } }) => ({ slug })),
  finishSso: account(),
  createToken: company(() => ({ name: anAddress('token'), scopes: ['postings:read'] })),
  listTokens: company(),
  revokeToken: {
    ...company(undefined, async (world) => {
      const { owner, api } = world.employer
      const body = { name: 'Nightly', scopes: ['postings:read'] }
      return { ...employer(world), tokenId: await made(owner, `${api}/tokens`, body) }
    }),
    once: true,
  },

  registerConsultant: account(() => ({ name: 'Noor Haddad', email: anAddress(), password })),
  readMyProfile: { ...account(), by: 'consultant' },
  editMyProfile: { ...account(() => ({ headline: `Fair hiring ${anAddress()}` })), by: 'consultant' },
  listMyEngagements: { ...account(), by: 'consultant' },
  acceptEngagement: mine(false),
  declineEngagement: mine(false),
  leaveEngagement: mine(true, () => ({ reason: 'The work is done' })),
  inviteConsultant: company(() => ({ consultantEmail: anAddress('invited'), purpose: 'Look at our interviews' })),
  listEngagements: company(),
  editEngagement: company(() => ({ purpose: `Look at ${anAddress()}` }), anInvitation),
  endEngagement: { ...company(() => ({ historyOpen: true }), anInvitation), once: true },
  addParticipant: account(
    ({ people }) => ({ userId: people.interviewer.userId }),
    async (world) => ({ conversationId: await anotherConversation(world) }),
  ),
  removeParticipant: account(undefined, async (world) => {
    const conversationId = await anotherConversation(world)
    const { owner } = world.employer
    const { userId } = world.people.interviewer
    expectStatus(await owner.post(`/api/conversations/${conversationId}/participants`, { userId }), 200)
    return { conversationId, userId }
  }),

  sendMessage: company(({ engagement }) => ({ consultantId: engagement.consultantId, message: `Hi ${anAddress()}` })),
  listConversations: account(),
  readConversation: account(undefined, aConversation),
  readMessages: account(undefined, aConversation),
  readThread: account(undefined, async ({ engagement: { conversationId } }) => ({
    conversationId,
    messageId: `${conversationId}-1`,
  })),
  searchMessages: { ...account(undefined, aConversation), query: { q: 'hello' } },
  uploadAttachment: { ...account(() => aFile, aConversation), query: { name: 'notes.txt' } },
  downloadAttachment: account(undefined, anAttachment),
  deleteAttachment: { ...account(undefined, anAttachment), once: true },
  readChatPreferences: account(),
  editChatPreferences: account(() => ({ mail: true })),

  readLanguage: document(),
  dismissFinding: document(() => ({ rule: 'age-coded', quote: anAddress('young'), reason: 'The name of the team' })),
  restoreFinding: {
    ...document(),
    once: true,
    target: async (world, own) => {
      const params = await aDocument(world, own)
      const body = { rule: 'age-coded', quote: 'young', reason: 'The name of the team' }
      return { ...params, dismissalId: await madeIn(world, params, 'dismissals', body) }
    },
  },
  pinSuggestion: document(() => aPin),
  changePin: {
    ...document(() => ({ state: 'open' })),
    target: async (world, own) => {
      const params = await aDocument(world, own)
      return { ...params, pinId: await madeIn(world, params, 'pins', aPin) }
    },
  },
  listScores: document(),
  reportScore: document(() => ({ score: 90, findings: 2, words: Math.ceil(Math.random() * 1000) })),

  createPosting: company(postingFacts),
  listPostings: company(),
  readPosting: posting(),
  editPosting: posting(() => ({ title: `Another ${anAddress()}` })),
  deletePosting: { ...posting(), once: true },
  restorePosting: {
    about: 'posting',
    once: true,
    unseen: true,
    target: async (world, own) => {
      const { owner, api } = world.employer
      const jobId = await world.posting(own)
      expectStatus(await owner.delete(`${api}/job-postings/${jobId}`), 204)
      return { ...employer(world), jobId }
    },
  },
  transitionPosting: { ...posting(() => ({ to: 'in_review' })), once: true },
  publishChanges: posting(undefined, aPublishedPosting),
  changeStages: posting(() => ({ stages: defaultStages })),
  setPostingTeam: {
    ...posting(({ people }) => ({
      hiringManagerIds: [people.hiring_manager.userId],
      interviewerIds: [people.interviewer.userId],
    })),
    once: true,
  },

  listPostingTemplates: company(),
  createPostingTemplate: company(() => ({ name: 'Engineer', ...postingFacts() })),
  savePostingAsTemplate: posting(() => ({ name: 'Engineer' })),
  readPostingTemplate: company(undefined, aTemplate),
  editPostingTemplate: company(() => ({ name: `Engineer ${anAddress()}` }), aTemplate),
  deletePostingTemplate: { ...company(undefined, aTemplate), once: true },
  createPostingFromTemplate: company(() => ({ title: `Engineer ${anAddress()}` }), aTemplate),
  readKit: posting(),
  writeKit: posting(() => ({ criteria: [{ name: `Care for ${anAddress()}`, questions: [{ text: 'How?' }] }] })),
  startKit: { ...posting(() => ({})), once: true },
  listKitVersions: posting(),
  readKitVersion: {
    ...posting(),
    target: async (world, own) => ({ ...(await aKit(world, own)), version: '1' }),
  },
  saveKitAsTemplate: { ...posting(() => ({ name: 'Care' })), target: aKit },
  listKitTemplates: company(),
  deleteKitTemplate: { ...company(undefined, aKitTemplate), once: true },
  issueTicket: account(),
  readDocument: inDocument('posting.read'),
  listVersions: inDocument('posting.read'),
  saveVersion: inDocument('posting.write', () => ({ name: 'As agreed' })),
  readVersion: inDocument('posting.read', undefined, aVersion),
  restoreVersion: inDocument('posting.write', undefined, aVersion),
  listComments: inDocument('posting.read'),
  addComment: inDocument('posting.suggest', () => ({ anchor, quote: 'We', body: `Shorter? ${anAddress()}` })),
  replyToComment: inDocument('posting.suggest', () => ({ body: `Yes ${anAddress()}` }), aComment),
  resolveComment: inDocument('posting.suggest', () => ({ resolved: true }), aComment),
  deleteComment: { ...inDocument('posting.write', undefined, aComment), once: true },
  listSuggestions: inDocument('posting.read'),
  addSuggestion: inDocument('posting.suggest', () => ({ anchor, quote: 'We', replacement: anAddress() })),
  acceptSuggestion: { ...inDocument('posting.write', undefined, aSuggestion), once: true },
  rejectSuggestion: { ...inDocument('posting.write', () => ({ reason: 'As it is' }), aSuggestion), once: true },
  // The owner's own: nobody else may, whatever the role.
  withdrawSuggestion: { ...inDocument('ownership.manage', undefined, aSuggestion), once: true },

  readCareers: account(undefined, async ({ employer: { slug } }) => ({ slug })),
  readPublicPosting: account(undefined, aPublicJob),
  uploadResume: { ...account(() => aFile, aPublicJob), query: { name: 'resume.txt' } },
  apply: account(() => ({ name: 'Quirina Vandersteen', email: anAddress('applicant') }), aPublicJob),
  giveDemographics: account(() => ({ gender: 'another', ageBand: '35_44' })),
  listAnswers: company(),
  readAnswerTrends: company(),
  listResponses: company(),
  addResponse: company(responseBody),
  editResponse: company(responseBody, aResponse),
  removeResponse: { ...company(undefined, aResponse), once: true },
  subscribeToJobs: account(
    () => ({ email: anAddress('reader'), words: 'cook' }),
    async (world) => ({ slug: world.employer.slug }),
  ),
  confirmJobAlert: account(() => ({ token: anAddress() })),
  leaveJobAlert: account(() => ({ token: anAddress() })),
  readPortal: account(),
  withdrawApplication: account(),
  applyAgain: account(),

  listApplications: company(),
  readApplication: application(),
  moveApplication: application(() => ({ stage: 'screen' })),
  selectCandidate: application((_world, { candidateId, jobId }) => ({ candidateId, jobId, score: 4 })),
  takeBackSelection: application(),
  listDecisions: application(),
  readHiringSettings: company(),
  editHiringSettings: company(() => ({ reasonRequired: false })),

  listReminders: company(),
  setReminder: application(() => ({ dueAt: tomorrow(), note: 'Call back' })),
  changeReminder: { ...application(() => ({ dueAt: tomorrow() }), aTimer), needs: 'application.move' },

  scheduleInterview: application((_world, { candidateId }) => ({ candidateId, interviewTime: aFreeHour(), ...place })),
  offerInterview: application((_world, { candidateId }) => ({ candidateId, times: [aFreeHour()], ...place })),
  listInterviews: company(),
  readInterview: interview(),
  changeInterview: interview(() => ({ interviewTime: aFreeHour() })),
  cancelInterview: { ...interview(() => ({ reason: 'The room is flooded' })), once: true },
  noteNoShow: application(undefined, underWay),
  noteDone: application(undefined, underWay),
  // The owner's interview: nobody else is in it, whatever the role.
  replyToInterview: {
    ...company(
      () => ({ reply: 'accepted' }),
      (world) => anInterviewOf(world, true),
    ),
    needs: 'ownership.manage',
  },
  findTimes: {
    ...company(undefined, async (world) => ({ ...employer(world), userIds: world.employer.owner.userId })),
    query: ({ userIds = '' }) => ({ near: '2031-01-06T09:00:00Z', userIds }),
  },
  readFreeBusy: { ...company(), query: { from: '2031-01-06T00:00:00Z', to: '2031-01-13T00:00:00Z' } },
  listRooms: company(),
  addRoom: company(() => ({ name: anAddress('room') })),
  editRoom: company(() => ({ name: anAddress('room') }), aRoom),
  removeRoom: { ...company(undefined, aRoom), once: true },
  readMyHours: account(),
  setMyHours: account(() => ({
    timeZone: 'Europe/Lisbon',
    days: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]),
  })),
  readMyFeed: account(),
  renewMyFeed: account(),
  revokeMyFeed: account(),
  listExternalCalendars: account(),
  addExternalCalendar: { ...account(externalCalendar), once: true },
  refreshExternalCalendar: account(undefined, aCalendar),
  removeExternalCalendar: { ...account(undefined, aCalendar), once: true },
  listPortalInterviews: account(),
  findPortalTimes: account(undefined, anInterviewOfTheGuest),
  confirmInterview: account(undefined, anInterviewOfTheGuest),
  declineInterview: account(() => ({}), anInterviewOfTheGuest),
  chooseInterviewTime: account((_world, { startsAt }) => ({ startsAt }), anOfferToTheGuest),
  moveMyInterview: account(() => ({ startsAt: aFreeHour(), reason: 'I am ill' }), anInterviewOfTheGuest),

  giveFeedback: application((_world, { candidateId }) => ({ candidateId, rating: 4, comments: 'Clear and kind' })),
  listFeedback: { ...application(), query: ({ candidateId = '' }) => ({ candidateId }) },

  // Each card has its own answer: one that is not there is no refusal of the call.
  moveApplications: company(() => ({ moves: [{ applicationId: 'nobody', stage: 'screen' }] })),
  listBoardViews: company(),
  createBoardView: company(() => aView()),
  editBoardView: { ...company(() => ({ name: anAddress('view') }), aSharedView), needs: 'organisation.manage' },
  deleteBoardView: { ...company(undefined, aSharedView), needs: 'organisation.manage', once: true },
  readCandidate: application(),
  revealCandidate: application(() => ({ reason: 'To arrange a call' })),
  previewCandidate: application(),
  addResume: { ...application(() => aFile), query: { name: 'resume.txt' } },
  downloadResume: {
    ...application(),
    target: async (world, own) => {
      const { applicationId, candidateId } = await world.application(own)
      const { owner, api } = world.employer
      const added = await owner.post<{ id: string }>(`${api}/applications/${applicationId}/resumes?name=a.txt`, aFile)
      expectStatus(added, 201)
      // It is open to those who know who it is: everybody who may.
      const { admin, recruiter, hiring_manager } = world.people
      for (const caller of [owner, admin, recruiter, ...(own ? [hiring_manager] : [])]) {
        expectStatus(await caller.post(`${api}/candidates/${candidateId}/reveal`, { reason: 'To read it' }), 200)
      }
      return { ...employer(world), candidateId, resumeId: added.body.id }
    },
  },
  listNotes: application(),
  addNote: application(() => ({ text: `Called back ${anAddress()}` })),
  editNote: { ...application(() => ({ text: `Called back ${anAddress()}` })), target: aNote },
  deleteNote: { ...application(), target: aNote, once: true },
  setTags: application(() => ({ tags: [anAddress('tag').slice(0, 30)] })),
  findDuplicates: application(),
  mergeCandidates: {
    about: 'application',
    target: async (world, own) => {
      const [one, other] = [await world.application(own), await world.application(own)]
      return { ...employer(world), candidateId: one.candidateId, otherId: other.candidateId }
    },
    body: (_world, { otherId }) => ({ otherId }),
  },
  partCandidate: application(),
  readScorecard: application(),
  assignReviewers: application(({ people }) => ({ userIds: [people.owner.userId, people.recruiter.userId] })),
  editMyRatings: rated(() => ({ conclusion: `Careful ${anAddress()}` })),
  submitMyRatings: { ...rated(verdict), once: true },
  amendMyRatings: rated(() => ({ conclusion: `Kind ${anAddress()}`, reason: 'I had mixed up two people' }), {
    isIn: true,
  }),
  revealScorecard: rated(() => ({ reason: `The rest is ill ${anAddress()}` }), { isIn: true }),
  listMyReviews: company(),
  listScoreStates: { ...posting(), unseen: true },
  readAnalytics: company(),
  listNotifications: account(),
  readNotifications: account(() => ({ all: true })),
  readNotificationPreferences: account(),
  editNotificationPreferences: account(() => ({ digestHour: 7 })),
  listWebhooks: company(),
  addWebhook: company(webhookBody),
  editWebhook: company(() => ({ types: ['application.received'] }), aWebhook),
  renewWebhookSecret: company(undefined, aWebhook),
  removeWebhook: { ...company(undefined, aWebhook), once: true },
  testWebhook: company(undefined, aWebhook),
  listDeliveries: company(undefined, aWebhook),
  resendDelivery: company(undefined, aDelivery),
  listFailedWork: company(),
  runFailedWork: { ...company(undefined, failedWork), once: true },
  listFigureRows: { ...company(), query: { of: 'all' } },
  readFigureLayout: company(),
  keepFigureLayout: company(() => ({ cards: ['funnel', 'summary'] })),
  listJourneys: { ...posting(), unseen: true },
  readFairness: company(),
  readFeed: company(),
  exportMyData: account(),
  eraseMyData: account(() => ({ confirm: true })),
  uploadImport: { ...company(() => aTable()), query: { kind: 'postings', name: 'jobs.csv' } },
  listImports: company(),
  readImport: ofImport(),
  configureImport: ofImport(() => ({ mapping: ['title', 'description'] })),
  listImportRows: ofImport(),
  editImportRow: ofImport(() => ({ cells: { 0: `Cook ${anAddress()}` } })),
  commitImport: { ...ofImport(), once: true },
  undoImport: { ...ofImport(undefined, anImport(true)), once: true },
  downloadRejected: ofImport(),
  createArchive: company(),
  readArchive: company(undefined, anArchive),
  downloadArchive: company(undefined, anArchive),
  // Whether it can be taken in is found out later, and told by the archive.
  takeInArchive: company(() => new Uint8Array([1, 2, 3])),
  readReport: company(undefined, somethingToReport),
  readReportRun: { ...company(undefined, aReportRun), needs: 'ownership.manage', unseen: true },
  downloadReportRun: { ...company(undefined, aReportRun), needs: 'ownership.manage', unseen: true },
  listSavedReports: company(),
  saveReport: company(() => ({ name: anAddress('report'), type: 'summary' })),
  readSavedReport: { ...company(undefined, aSavedReport), needs: 'organisation.manage', unseen: true },
  editSavedReport: {
    ...company(() => ({ name: anAddress('report') }), aSavedReport),
    needs: 'organisation.manage',
    unseen: true,
  },
  deleteSavedReport: { ...company(undefined, aSavedReport), needs: 'organisation.manage', unseen: true, once: true },
  sendSavedReport: { ...company(undefined, aSavedReport), needs: 'organisation.manage', unseen: true },
  listReportSendings: { ...company(undefined, aSavedReport), needs: 'organisation.manage', unseen: true },
}

/**
 * Calls on targets that are made once and used again, unless a success uses them up. Those that only read share what
 * they read; each of those that write has its own.
 */
export function sampler(world: () => World) {
  const targets = new Map<Route['target'] | RouteName, Map<boolean, Promise<Params>>>()
  const targetsOf = (name: RouteName): Map<boolean, Promise<Params>> => {
    const key = endpoints[name].method === 'get' ? routes[name].target : name
    const known = targets.get(key) ?? new Map<boolean, Promise<Params>>()
    targets.set(key, known)
    return known
  }
  return async (name: RouteName, { own = true, fresh = false } = {}): Promise<Sample> => {
    const { about, target, body, query = {} }: Route = routes[name]
    // What belongs to no job is nobody's own.
    const isOwn = own && (about === 'posting' || about === 'application')
    const known = targetsOf(name)
    const made = (fresh ? undefined : known.get(isOwn)) ?? target(world(), isOwn)
    if (!fresh) known.set(isOwn, made)
    const params = await made
    const asked = new URLSearchParams(typeof query === 'function' ? query(params) : query).toString()
    return { params, ...(body ? { body: body(world(), params) } : {}), query: asked && `?${asked}` }
  }
}

/** The address of a call. */
export function pathOf(name: RouteName, params: Readonly<Record<string, string>>): string {
  return `/api${endpoints[name].path.replace(/:(\w+)/g, (_all, key: string) => {
    const value = params[key]
    if (value === undefined) throw new Error(`${name} needs ${key}`)
    return value
  })}`
}

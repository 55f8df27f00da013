/** Roles from the lowest to the highest; a higher one may do all that a lower one may. */
export const roles = ['viewer', 'operator', 'owner'] as const
export type Role = (typeof roles)[number]

/** `public`: nobody need be signed in. */
export type Lowest = 'public' | Role

/** The lowest role that each operation of the API needs. An operation without an entry fails start-up. */
export const lowestRole = {
  getSetup: 'public',
  setup: 'public',
  acceptInvitation: 'public',
  getMe: 'viewer',
  changeWorkspace: 'owner',
  getMail: 'owner',
  setMail: 'owner',
  removeMail: 'owner',
  testMail: 'owner',

  listCompanies: 'viewer',
  createCompany: 'owner',
  getCompany: 'viewer',
  renameCompany: 'owner',

  getOnboarding: 'viewer',
  beginOnboarding: 'owner',
  saveOnboarding: 'owner',
  confirmOnboarding: 'owner',
  setOnboardingCredentials: 'owner',
  checkOnboarding: 'owner',
  listOnboardingEntities: 'owner',
  setOnboardingEntity: 'owner',
  estimateOnboarding: 'owner',
  guessOnboarding: 'owner',
  listIntegrations: 'viewer',
  showIntegration: 'owner',

  createConnection: 'owner',
  disconnect: 'owner',
  checkConnection: 'operator',
  getConnection: 'viewer',
  changeConnection: 'operator',
  listSettings: 'viewer',
  rollBackSettings: 'operator',
  testAccountRules: 'viewer',
  setCredentials: 'owner',
  testConnection: 'operator',
  pauseConnection: 'operator',
  resumeConnection: 'operator',
  syncNow: 'operator',
  getAlerts: 'viewer',
  setAlerts: 'operator',
  testAlerts: 'operator',

  getReference: 'viewer',
  listReference: 'viewer',
  getReferenceRecord: 'viewer',
  refreshReference: 'operator',
  previewSchedule: 'viewer',

  getMatching: 'viewer',
  putAppList: 'operator',
  listMatches: 'viewer',
  proposeMatches: 'operator',
  listMatchCandidates: 'viewer',
  decideMatches: 'operator',
  undoMatches: 'operator',

  listRecords: 'viewer',
  getRecord: 'viewer',
  exportRecords: 'viewer',
  listExchanges: 'owner',
  listViews: 'viewer',
  saveView: 'viewer',
  removeView: 'viewer',
  putRecord: 'operator',
  voidRecord: 'operator',
  putRecords: 'operator',
  actOnRecords: 'operator',
  chooseForRecord: 'operator',
  claimRecord: 'operator',
  listChanges: 'viewer',

  listProblems: 'viewer',
  listRuns: 'viewer',
  getRun: 'viewer',
  cancelRun: 'operator',
  startFetch: 'operator',
  watchFetch: 'viewer',
  readAgain: 'operator',
  listImports: 'viewer',
  getImport: 'viewer',
  reportImport: 'operator',
  streamEvents: 'viewer',

  listKeys: 'owner',
  createKey: 'owner',
  revokeKey: 'owner',
  listUsers: 'viewer',
  inviteUser: 'owner',
  changeUser: 'owner',
  removeUser: 'owner',
  listAudit: 'owner',
} as const satisfies Record<string, Lowest>

export type OperationId = keyof typeof lowestRole

/** Whether `role` may do what needs `lowest`. */
export function allows(role: Role, lowest: Lowest): boolean {
  return lowest === 'public' || roles.indexOf(role) >= roles.indexOf(lowest)
}

import { type Subject, type SubjectName, SUBJECTS } from './headline-subjects';
import { numberText } from './phrase';
import { count } from './words';
import type { Change, ChangeKind, HandOverOutcome } from '../../model';

type OfKind<Kind extends ChangeKind> = Extract<Change, { kind: Kind }>;

/** The subject of each kind of change. A kind without one does not compile. */
const SUBJECT_OF: { readonly [Kind in ChangeKind]: (change: OfKind<Kind>) => SubjectName } = {
  organizationAdded: () => 'organizationNew',
  organizationRemoved: ({ outcome }) => (outcome === 'deleted' ? 'organizationDeleted' : 'organizationReleased'),
  featureSetChanged: () => 'featureSet',
  policyTypeEnabled: () => 'policyTypeEnabled',
  policyTypeRemoved: ({ outcome }) => (outcome === 'ends' ? 'policyTypeDisabled' : 'policyTypeReleased'),

  accountAdded: ({ arrival }) => ({
    created: 'accountNew', appeared: 'accountNew', adopted: 'accountTakenOver', missing: 'accountMissing', invited: 'accountInvited', named: 'referenced',
  } as const)[arrival],
  accountRemoved: ({ outcome }) => ({
    stays: 'accountReleased', moved: 'accountMoves', removedFromOrganization: 'accountOut', closed: 'accountClosed', gone: 'accountGone', invitationCanceled: 'invitationCanceled',
  } as const)[outcome],
  accountJoined: () => 'accountJoined',
  accountRenamed: () => 'accountRenamed',
  accountEmailChanged: () => 'accountEmail',
  accountStateChanged: () => 'accountState',
  accountMoved: () => 'accountMoves',

  alternateContactSet: ({ contactType }) => contactSubject(contactType),
  alternateContactChanged: ({ contactType }) => contactSubject(contactType),
  alternateContactRemoved: ({ contactType, outcome }) => (
    outcome === 'stays' ? 'settingReleased' : contactType === 'SECURITY' ? 'securityContactLost' : 'contactLost'),
  primaryContactChanged: () => 'contact',
  regionEnabled: () => 'regionEnabled',
  regionDisabled: () => 'regionDisabled',
  accountSettingReleased: () => 'settingReleased',

  organizationalUnitAdded: ({ arrival }) => (arrival === 'named' ? 'referenced' : arrival === 'adopted' ? 'unitTakenOver' : arrival === 'missing' ? 'unitMissing' : 'unitNew'),
  organizationalUnitRemoved: ({ outcome }) => ({ deleted: 'unitDeleted', stays: 'unitReleased', gone: 'unitGone' } as const)[outcome],
  organizationalUnitRenamed: () => 'unitRenamed',
  organizationalUnitMoved: () => 'unitMoves',

  policyAdded: ({ arrival }) => (arrival === 'named' ? 'referenced' : arrival === 'adopted' ? 'policyTakenOver' : arrival === 'missing' ? 'policyMissing' : 'policyNew'),
  policyRemoved: ({ outcome }) => ({ deleted: 'policyDeleted', stays: 'policyReleased', gone: 'policyGone' } as const)[outcome],
  policyRenamed: () => 'policyRenamed',
  policyDescriptionChanged: () => 'policyDescribed',
  policyStatementsChanged: () => 'policyChanges',
  managementPolicyChanged: () => 'policyChanges',
  policyRewritten: () => 'policyRewritten',

  attached: () => 'attachmentAdded',
  detached: () => 'attachmentRemoved',
  fullAwsAccessDetached: () => 'attachmentRemoved',
  fullAwsAccessReturned: () => 'attachmentAdded',

  tagAdded: () => 'tagAdded',
  tagChanged: () => 'tagChanges',
  tagRemoved: () => 'tagRemoved',

  resourcePolicyChanged: ({ before, after, outcome }) => {
    if (outcome === 'stays') return 'resourcePolicyReleased';
    return before === undefined ? 'resourcePolicyNew' : after === undefined ? 'resourcePolicyDeleted' : 'resourcePolicyChanges';
  },
  trustedAccessEnabled: () => 'accessGained',
  trustedAccessRemoved: ({ outcome }) => (outcome === 'ends' ? 'accessLost' : 'serviceReleased'),
  delegatedAdministratorRegistered: () => 'registered',
  delegatedAdministratorDeregistered: ({ outcome }) => (outcome === 'stays' ? 'registrationReleased' : 'deregistered'),

  handedOver: ({ on, formerFirst }) => {
    if (on.kind === 'account') return formerFirst === 'closed' ? 'accountClosedByOrder' : formerFirst === 'removedFromOrganization' ? 'accountOutByOrder' : 'accountChangesStack';
    return HANDED_OVER[on.kind][isLost(formerFirst) ? 0 : 1];
  },
  takenOver: ({ on }) => ({
    account: 'accountTakenOver', organizationalUnit: 'unitTakenOver', policy: 'policyTakenOver', resourcePolicy: 'resourcePolicyTakenOver', root: 'organizationTakenOver',
  } as const)[on.kind],

  removalAllowed: () => 'removalSetting',
  removalNoLongerAllowed: () => 'removalSetting',
  accountRemovalChanged: () => 'removalSetting',
  moveAccountsToChanged: () => 'removalSetting',

  privilegedResourceAdded: () => 'privileged',
  privilegedResourceRemoved: () => 'privileged',
  privilegedPolicyChanged: () => 'privileged',
  privilegedSettingsChanged: () => 'privileged',
  functionCodeChanged: ({ origin }) => (origin === 'unknown' ? 'unknownCode' : 'privileged'),
  serviceTokenChanged: () => 'privileged',
};

const HANDED_OVER = {
  organizationalUnit: ['unitLost', 'unitChangesStack'],
  policy: ['policyLost', 'policyChangesStack'],
  resourcePolicy: ['resourcePolicyLost', 'resourcePolicyChangesStack'],
  root: ['organizationLost', 'organizationChangesStack'],
  delegatedAdministrator: ['registrationLost', 'registrationChangesStack'],
} as const;

function isLost(outcome: HandOverOutcome): boolean {
  return outcome === 'deleted' || outcome === 'recreated';
}

function contactSubject(contactType: string): SubjectName {
  return contactType === 'SECURITY' ? 'securityContact' : 'contact';
}

/** The number of clauses in a headline before the rest becomes a number. */
const CLAUSES = 4;

/**
 * The clauses of a headline for some changes, the most important first, and the number of changes that they leave out: `3 accounts move`,
 * `12 more changes`.
 */
export function headlineClauses(changes: readonly Change[], subjects: Readonly<Record<SubjectName, Subject>> = SUBJECTS): string[] {
  const found = new Map<SubjectName, Change[]>();
  for (const change of changes) {
    const name = (SUBJECT_OF[change.kind] as (of: Change) => SubjectName)(change);
    const same = found.get(name);
    if (same) same.push(change);
    else found.set(name, [change]);
  }
  const names = (Object.keys(SUBJECTS) as SubjectName[]).filter((name) => found.has(name));
  const shown = names.length > CLAUSES ? names.slice(0, CLAUSES - 1) : names;
  const others = names.slice(shown.length).reduce((sum, name) => sum + found.get(name)!.length, 0);
  return [
    ...shown.map((name) => clause(subjects[name], found.get(name)!)),
    ...(others > 0 ? [`${numberText(others)} more ${others === 1 ? 'change' : 'changes'}`] : []),
  ];
}

function clause([noun, one, many]: Subject, changes: readonly Change[]): string {
  const number = new Set(changes.flatMap((change, index) => objectsOf(change) ?? [`${index}`])).size;
  const accounts = new Set(changes.flatMap((change) => ('region' in change && noun === 'Region' ? [change.account.id] : []))).size;
  return `${count(number, noun)} ${number === 1 ? one : many}${accounts > 0 ? ` in ${count(accounts, 'account')}` : ''}`;
}

/** The objects of a change that several changes may have; undefined for a change that has its object for itself. */
function objectsOf(change: Change): string[] | undefined {
  switch (change.kind) {
    case 'regionEnabled':
    case 'regionDisabled': return [change.region];
    case 'alternateContactSet':
    case 'alternateContactChanged':
    case 'alternateContactRemoved':
    case 'primaryContactChanged':
    case 'accountSettingReleased': return [change.account.id];
    case 'privilegedResourceAdded':
    case 'privilegedResourceRemoved':
    case 'privilegedPolicyChanged':
    case 'privilegedSettingsChanged': return [`${change.resource.stack}.${change.resource.logicalId}`];
    case 'functionCodeChanged': return change.functions.map(({ stack, logicalId }) => `${stack}.${logicalId}`);
    case 'serviceTokenChanged': return [...change.resources];
    default: return undefined;
  }
}

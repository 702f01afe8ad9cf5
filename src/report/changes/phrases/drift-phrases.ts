import { accountName } from './account-phrases';
import { accountSettingDrift } from './account-setting-phrases';
import { policyPhrase, targetPhrase } from './attachment-phrases';
import { missingApprovals } from './organization-phrases';
import { settingsPhrase, statementsPhrase } from './statements-phrase';
import { tagged } from './tag-phrases';
import type { Change, ChangeKind } from '../../../model';
import { own, phrase, type Phrase } from '../../wording/phrase';
import { capitalized, count, nameIn, place, plural, policyTypeWords } from '../../wording/words';

type Drifted = { readonly [Kind in ChangeKind]?: (change: Extract<Change, { kind: Kind }>) => Phrase };

/** Actions of a person in a live organization. Kinds that are missing say the same as in a change of the code. */
const DRIFT_PHRASES: Drifted = {
  featureSetChanged: ({ before, after, request }) => (before === 'ALL'
    ? phrase`All features are in the code, and the organization has those of consolidated billing${request ? missingApprovals(request) : own('; no request is open')}`
    : phrase`The feature set of the organization was changed by hand from ${before} to ${after}`),
  policyTypeEnabled: ({ policyType }) => phrase`${types(policyType)} were enabled by hand`,
  policyTypeRemoved: ({ policyType }) => phrase`${types(policyType)} were disabled by hand, which detached all of them`,
  resourcePolicyChanged: ({ statements, before, after }) => {
    const verb = before === undefined ? 'exists and is not in the code' : after === undefined ? 'was deleted by hand' : 'was edited by hand';
    return phrase`The resource policy of the organization ${own(verb)}: ${statementsPhrase(statements)}`;
  },
  trustedAccessEnabled: ({ servicePrincipal }) => phrase`Trusted access of ${servicePrincipal} was enabled by hand`,
  trustedAccessRemoved: ({ servicePrincipal }) => phrase`Trusted access of ${servicePrincipal} was disabled by hand`,
  delegatedAdministratorRegistered: ({ accountName: name, servicePrincipal }) => (
    phrase`Account ${name} was registered by hand as delegated administrator of ${servicePrincipal}`),
  delegatedAdministratorDeregistered: ({ accountName: name, servicePrincipal }) => (
    phrase`Account ${name} was deregistered by hand as delegated administrator of ${servicePrincipal}`),

  accountRenamed: ({ before, after }) => phrase`Account ${before} was renamed by hand to ${after}`,
  accountEmailChanged: ({ account, before, after }) => (
    phrase`The email address of account ${accountName(account)} is ${after}, and the code says ${before}`),
  accountMoved: ({ account, from, to }) => phrase`Account ${accountName(account, to)} was moved by hand from ${place(from)} to ${place(to)}`,

  ...accountSettingDrift,

  organizationalUnitRemoved: ({ unit }) => phrase`Organizational unit ${place(unit)} was deleted by hand`,
  organizationalUnitRenamed: ({ before, after }) => phrase`Organizational unit ${before} was renamed by hand to ${after}`,
  organizationalUnitMoved: ({ unit, from, to, accounts }) => (
    phrase`Organizational unit ${nameIn(unit.path, to.path)} was created again by hand in ${place(to)} instead of ${place(from)}${along(accounts)}`),

  policyRemoved: ({ policy }) => phrase`${policyPhrase(policy)} was deleted by hand`,
  policyRenamed: ({ policy, before, after }) => phrase`${policyPhrase({ ...policy, name: before })} was renamed by hand to ${after}`,
  policyDescriptionChanged: ({ policy }) => phrase`${policyPhrase(policy)} was described otherwise by hand`,
  policyStatementsChanged: ({ policy, statements }) => phrase`${policyPhrase(policy)} was edited by hand: ${statementsPhrase(statements)}`,
  managementPolicyChanged: ({ policy, settings }) => phrase`${policyPhrase(policy)} was edited by hand: ${settingsPhrase(settings)}`,
  policyRewritten: ({ policy }) => phrase`${policyPhrase(policy)} was written differently by hand and means the same`,

  attached: ({ policy, target }) => phrase`${policyPhrase(policy)} was attached by hand to ${targetPhrase(target)}`,
  detached: ({ policy, target }) => phrase`${policyPhrase(policy)} was detached by hand from ${targetPhrase(target)}`,
  fullAwsAccessDetached: ({ target }) => (
    phrase`FullAWSAccess was detached by hand from ${targetPhrase(target)}, so that only what its other policies allow is allowed there`),
  fullAwsAccessReturned: ({ target }) => (
    phrase`FullAWSAccess was attached by hand to ${targetPhrase(target)} again, so that all is allowed there which no policy denies`),

  tagAdded: ({ on, key, after }) => phrase`Tag ${key} of ${tagged(on)} was set by hand to ${after}`,
  tagChanged: ({ on, key, before, after }) => phrase`Tag ${key} of ${tagged(on)} was changed by hand from ${before} to ${after}`,
  tagRemoved: ({ on, key, before }) => phrase`Tag ${key} of ${tagged(on)}, which was ${before}, was removed by hand`,
};

/** Undefined for a kind of change that reads the same as in the code. */
export function driftPhrase(change: Change): Phrase | undefined {
  return (DRIFT_PHRASES[change.kind] as ((of: Change) => Phrase) | undefined)?.(change);
}

function types(policyType: Parameters<typeof policyTypeWords>[0]): Phrase {
  return own(capitalized(plural(policyTypeWords(policyType))));
}

function along(accounts: number): Phrase {
  return own(accounts > 0 ? `, with ${count(accounts, 'account')} in it` : '');
}

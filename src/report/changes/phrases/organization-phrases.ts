import type { AllFeaturesRequest, OrganizationChange, ServiceChange, ServiceOutcome } from '../../../model';
import { own, phrase, type Phrase } from '../../wording/phrase';
import { capitalized, plural, policyTypeWords } from '../../wording/words';
import type { PhrasesFor } from '../change-text';
import { statementsPhrase } from './statements-phrase';

export const organizationPhrases: PhrasesFor<OrganizationChange | ServiceChange> = {
  organizationAdded: ({ featureSet }) => phrase`The organization is created with the feature set ${featureSet}, or taken over if there is one`,
  organizationRemoved: ({ outcome }) => own(outcome === 'deleted'
    ? 'The organization is removed from the app and deleted if it is empty' : 'The organization is removed from the app and stays'),
  featureSetChanged: ({ before, after, request }) => (request && after === 'ALL'
    ? phrase`The organization is to change from ${before} to ${after}${missingApprovals(request)}`
    : phrase`The feature set of the organization changes from ${before} to ${after}`),
  policyTypeEnabled: ({ policyType }) => phrase`${types(policyType)} are enabled`,
  policyTypeRemoved: ({ policyType, outcome }) => (outcome === 'stays'
    ? phrase`${types(policyType)} are removed from the app and stay enabled`
    : phrase`${types(policyType)} are disabled, which detaches all of them`),
  resourcePolicyChanged: ({ statements, before, after, outcome }) => {
    if (outcome === 'stays') return own('The resource policy of the organization is removed from the app and stays');
    const verb = before === undefined ? 'is created' : after === undefined ? 'is deleted' : 'changes';
    return phrase`The resource policy of the organization ${verb}: ${statementsPhrase(statements)}`;
  },
  trustedAccessEnabled: ({ servicePrincipal }) => phrase`Trusted access of ${servicePrincipal} is enabled`,
  trustedAccessRemoved: ({ servicePrincipal, outcome }) => phrase`Trusted access of ${servicePrincipal} ${ending(outcome)}`,
  delegatedAdministratorRegistered: ({ accountName, servicePrincipal }) => (
    phrase`Account ${accountName} becomes delegated administrator of ${servicePrincipal}`),
  delegatedAdministratorDeregistered: ({ accountName, servicePrincipal, outcome }) => (outcome === 'stays'
    ? phrase`Account ${accountName} is removed from the app as delegated administrator of ${servicePrincipal} and stays registered`
    : phrase`Account ${accountName} is no longer delegated administrator of ${servicePrincipal}`),
};

function types(policyType: Parameters<typeof policyTypeWords>[0]): Phrase {
  return own(capitalized(plural(policyTypeWords(policyType))));
}

function ending(outcome: ServiceOutcome): Phrase {
  return own(outcome === 'stays' ? 'is removed from the app and stays enabled' : 'is disabled');
}

const MOST_NAMED = 10;

/** The accounts that have not agreed to all features, to be added to a sentence. */
export function missingApprovals({ missing, expiresOn }: AllFeaturesRequest): Phrase {
  if (missing.length === 0) return own(', and all accounts have agreed: the next deployment completes the change');
  const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : '';
  return phrase`; accounts that have not agreed: ${missing.slice(0, MOST_NAMED).join(', ')}${own(more)}; the request expires on ${expiresOn}`;
}

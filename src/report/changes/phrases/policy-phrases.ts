import { ARRIVALS } from './account-phrases';
import { policyPhrase } from './attachment-phrases';
import type { PolicyChange } from '../../../model';
import { own, phrase } from '../../wording/phrase';
import type { PhrasesFor } from '../change-text';
import { OUTCOMES } from '../comes-with';
import { settingsPhrase, statementsPhrase } from './statements-phrase';

export const policyPhrases: PhrasesFor<PolicyChange> = {
  policyAdded: ({ policy, arrival }) => phrase`${policyPhrase(policy)} ${own(ARRIVALS[arrival][0].replace(/,$/, ''))}`,
  policyRemoved: ({ policy, outcome }) => phrase`${policyPhrase(policy)} ${own(OUTCOMES[outcome][0])}`,
  policyRenamed: ({ policy, before, after }) => phrase`${policyPhrase({ ...policy, name: before })} is renamed to ${after}`,
  policyDescriptionChanged: ({ policy }) => phrase`${policyPhrase(policy)}: another description`,
  policyStatementsChanged: ({ policy, statements }) => phrase`${policyPhrase(policy)}: ${statementsPhrase(statements)}`,
  managementPolicyChanged: ({ policy, settings }) => phrase`${policyPhrase(policy)}: ${settingsPhrase(settings)}`,
  policyRewritten: ({ policy }) => phrase`${policyPhrase(policy)} is written differently and means the same`,
};

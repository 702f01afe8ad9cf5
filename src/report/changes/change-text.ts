import type { Change, ChangeKind, SettingChange } from '../../model';
import { type Phrase, plainText } from '../wording/phrase';
import { accountPhrases } from './phrases/account-phrases';
import { accountSettingPhrases } from './phrases/account-setting-phrases';
import { attachmentPhrases } from './phrases/attachment-phrases';
import { driftPhrase } from './phrases/drift-phrases';
import { organizationPhrases } from './phrases/organization-phrases';
import { organizationalUnitPhrases } from './phrases/organizational-unit-phrases';
import { ownerPhrases } from './phrases/owner-phrases';
import { policyPhrases } from './phrases/policy-phrases';
import { privilegedPhrases } from './phrases/privileged-phrases';
import { removalPhrases } from './phrases/removal-phrases';
import { tagPhrases } from './phrases/tag-phrases';

/** One sentence for each kind of change. */
export type PhrasesFor<Some extends Change> = { readonly [Kind in Some['kind']]: (change: Extract<Some, { kind: Kind }>) => Phrase };

const PHRASES: PhrasesFor<Change> = {
  ...organizationPhrases,
  ...accountPhrases,
  ...accountSettingPhrases,
  ...organizationalUnitPhrases,
  ...policyPhrases,
  ...attachmentPhrases,
  ...tagPhrases,
  ...ownerPhrases,
  ...removalPhrases,
  ...privilegedPhrases,
};

/** A change as a reader sees it, in plain text: names in it are not escaped for any format. */
export interface ChangeText {
  /** One sentence without a full stop. */
  readonly headline: string;
  /** The former value or document, if it became another one. It may have many lines. */
  readonly before?: string;
  readonly after?: string;
}

/**
 * The text of a change, in the words of the organization.
 * @param drift whether somebody did it in the live organization
 */
export function changeText(change: Change, drift = false): ChangeText {
  return {
    headline: plainText(changePhrase(change, drift)),
    ...('before' in change && typeof change.before !== 'object' ? { before: change.before } : {}),
    ...('after' in change && typeof change.after !== 'object' ? { after: change.after } : {}),
    ...(change.kind === 'privilegedSettingsChanged' ? settingsTexts(change.settings) : {}),
    ...(change.kind === 'policyAdded' || change.kind === 'privilegedResourceAdded' ? { after: change.content } : {}),
    ...(change.kind === 'policyRemoved' || change.kind === 'privilegedResourceRemoved' ? { before: change.content } : {}),
  };
}

/** The settings with what they were, and with what they are, as JSON. */
function settingsTexts(settings: readonly SettingChange[]): Pick<ChangeText, 'before' | 'after'> {
  const of = (side: 'before' | 'after') => settings.flatMap(({ path, [side]: value }) => (value === undefined ? [] : [`${JSON.stringify(path.join('.'))}: ${value}`]));
  return { before: `{ ${of('before').join(', ')} }`, after: `{ ${of('after').join(', ')} }` };
}

export function changePhrase(change: Change, drift = false): Phrase {
  return (drift ? driftPhrase(change) : undefined) ?? (PHRASES[change.kind] as (of: Change) => Phrase)(change);
}

export const CHANGE_KINDS = Object.keys(PHRASES) as ChangeKind[];

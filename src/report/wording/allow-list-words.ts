import { joined, own, phrase, type Phrase } from './phrase';
import { distinction, place } from './words';
import type { AllowedAtTarget, AllowListChange } from '../../model';
import { servicesText } from '../../policy';

export const ALLOW_LISTS_TITLE = 'Allow-lists';

/** A target, and what its service control policies allow at most before and after a change. */
export function allowListChangePhrase({ target, before, after, noLonger, newly }: AllowListChange): Phrase {
  const former = before === undefined ? own('new') : phrase`before: ${own(atMost(before))}`;
  return joined([
    phrase`${place(target)}${distinction(target)} allows at most ${own(atMost(after))} (${former})`,
    ...(noLonger.length === 0 ? [] : [own(`no longer ${servicesText(noLonger)}`)]),
    ...(newly.length === 0 ? [] : [own(`newly ${servicesText(newly)}`)]),
    ...notes(after),
  ], '; ');
}

/** The services that are allowed where FullAWSAccess is detached: `s3, sts; not allowed, though most accounts need them: iam`. */
export function allowListPhrase(list: AllowedAtTarget): Phrase {
  return joined([own(atMost(list)), ...notes(list)], '; ');
}

function atMost({ allowed }: AllowedAtTarget): string {
  return allowed ?? 'an unknown set of services';
}

function notes({ missing, unknownPolicies }: AllowedAtTarget): Phrase[] {
  return [
    ...(missing.length === 0 ? [] : [own(`not allowed, though most accounts need ${missing.length === 1 ? 'it' : 'them'}: ${missing.join(', ')}`)]),
    ...(unknownPolicies.length === 0 ? [] : [phrase`not known: ${joined(unknownPolicies.map((name) => phrase`${name}`))}`]),
  ];
}

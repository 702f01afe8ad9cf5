import { UnknownPolicy } from '../evaluate';
import { type AttachedText, certainPolicy } from '../lock-out/certain-policy';
import { NEEDED } from '../lock-out/lock-outs';
import { holdsUnknownText } from '../validate';
import { type PolicyLevels, type RemainingAccess, remainingAccess, remainingAccessText } from './remaining-access';

/** Without these services no account is deployed to, administered, or can ask for help. */
export const VITAL_SERVICES: readonly string[] = [
  ...new Set([...NEEDED.map((action) => action.split(':')[0]), 'iam', 'organizations', 'support']),
].sort();

/** Services that stay allowed below levels of service control policies, and the policies that are not known. */
export interface AllowedServices extends RemainingAccess {
  /** Names of policies whose text is not known, or not all of it. */
  readonly notKnown: readonly string[];
  /** Whether a policy that is not known may allow anything, so that the services say nothing. */
  readonly isOpen: boolean;
}

/** The actions that service control policies of levels, from the top down, allow. */
export function allowedByPolicies(levels: PolicyLevels): AllowedServices {
  const unknown = levels.flat().filter((policy) => policy instanceof UnknownPolicy);
  return { ...remainingAccess(levels), notKnown: [...new Set(unknown.map(({ name }) => name))], isOpen: unknown.length > 0 };
}

/** The same of policies as they are written, parts of which only the deployment may know. */
export function allowedByTexts(levels: readonly (readonly AttachedText[])[]): AllowedServices {
  const isNotKnown = ({ text }: AttachedText) => text === undefined || holdsUnknownText(text);
  return {
    ...allowedByPolicies(levels.map((texts) => texts.flatMap((text) => certainPolicy(text)))),
    notKnown: [...new Set(levels.flat().filter(isNotKnown).map(({ name }) => name))],
  };
}

/** The most that is allowed, in words; undefined where a policy that is not known may allow anything. */
export function allowedText(allowed: AllowedServices): string | undefined {
  return allowed.isOpen && allowed.none.length + allowed.part.length === 0 ? undefined : remainingAccessText(allowed);
}

/** Services of which most accounts need some, and of which none is allowed. */
export function missingServices({ none }: RemainingAccess): string[] {
  return VITAL_SERVICES.filter((service) => none.includes(service));
}

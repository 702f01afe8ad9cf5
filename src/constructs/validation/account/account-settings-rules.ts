import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import {
  ALTERNATE_CONTACT_MEMBERS, type ContactMember, COUNTRIES_WITH_STATES, DEFAULT_REGIONS, OPT_IN_REGIONS, PRIMARY_CONTACT_MEMBERS,
} from '../../../contract';
import { nearest } from '../../../policy';
import type { AlternateContacts, PrimaryContact } from '../../account/account-contacts';
import { UNKNOWN_REGION } from '../app-rules';
import { brokenRules, type Rule, problem } from '../rule';
import { warnOf } from '../rule-page';

export function alternateContactProblems(contacts: AlternateContacts | undefined): string[] {
  return Object.entries(contacts ?? {}).flatMap(([type, contact]) => (
    contact === undefined ? [] : memberProblems(`${type} contact`, contact as object, ALTERNATE_CONTACT_MEMBERS)));
}

export function primaryContactProblems(contact: PrimaryContact | undefined): string[] {
  if (contact === undefined) return [];
  const { countryCode, stateOrRegion } = contact;
  const lacksState = COUNTRIES_WITH_STATES.includes(countryCode) && stateOrRegion === undefined;
  return [
    ...memberProblems('primary contact', contact, PRIMARY_CONTACT_MEMBERS),
    ...lacksState ? [problem({
      wrong: 'The primary contact has no stateOrRegion, which AWS requires in this country', given: countryCode, remedy: 'Give the state or region of the address',
    })] : [],
  ];
}

/** Source: AWS Account Management API Reference, `AlternateContact` and `ContactInformation`. */
function memberProblems(what: string, contact: object, members: Readonly<Record<string, ContactMember>>): string[] {
  const given = contact as Readonly<Record<string, string | undefined>>;
  return Object.entries(members).flatMap(([member, limits]) => {
    const name = member.charAt(0).toLowerCase() + member.slice(1);
    return brokenRules(given[name], memberRules(`The ${name} of the ${what}`, limits));
  });
}

function memberRules(what: string, { minLength = 1, maxLength, pattern, form }: ContactMember): Rule<string>[] {
  const isLong = (value: string) => value.length < minLength || value.length > maxLength;
  return [
    {
      broken: isLong,
      mistake: (given) => ({ wrong: `${what} has ${given.length} characters`, given, remedy: `Use ${minLength} to ${maxLength} characters` }),
    },
    {
      broken: (value) => !isLong(value) && pattern !== undefined && !pattern.test(value),
      mistake: (given) => ({ wrong: `${what} is not valid`, given, remedy: `Use ${form}` }),
    },
  ];
}

const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

const OPT_IN_REGION_RULES: readonly Rule<string>[] = [
  {
    broken: (region) => !REGION.test(region),
    mistake: (given) => ({ wrong: 'This is not a Region', given, remedy: 'Give the code of a Region, such as eu-south-2' }),
  },
  {
    broken: (region) => DEFAULT_REGIONS.includes(region),
    mistake: (given) => ({
      wrong: 'The Region is enabled by default, so that accounts can neither enable nor disable it', given, remedy: 'Remove it from the list',
    }),
  },
];

/** Source: AWS Account Management Reference Guide, "Enable or disable AWS Regions in your account". */
export function regionSettingProblems(enabled: readonly string[] = [], disabled: readonly string[] = []): string[] {
  const all = [...enabled, ...disabled];
  const repeated = all.filter((region, index) => all.indexOf(region) !== index);
  return [
    ...all.flatMap((region) => brokenRules(region, OPT_IN_REGION_RULES)),
    ...[...new Set(repeated)].map((given) => problem({
      wrong: 'The Region occurs more than once in enabledRegions and disabledRegions', given, remedy: 'Keep it once',
    })),
  ];
}

/** Only a warning, since a Region may be newer than this version of the library. */
export function warnOfUnknownOptInRegions(scope: IConstruct, regions: readonly string[]): void {
  for (const given of regions) {
    if (Token.isUnresolved(given) || brokenRules(given, OPT_IN_REGION_RULES).length > 0 || OPT_IN_REGIONS.includes(given)) continue;
    const meant = nearest(given, [...OPT_IN_REGIONS]);
    warnOf(scope, UNKNOWN_REGION.id, given, problem({
      wrong: 'No such opt-in Region is known',
      given,
      remedy: `${meant === undefined ? '' : `Did you mean ${meant}? `}If AWS added it lately, acknowledge the warning`,
    }));
  }
}

/** The Regions in alphabetical order, so that their order in the app does not change the template. */
export function sortedRegions(regions: readonly string[] | undefined): string[] | undefined {
  if (regions === undefined || Token.isUnresolved(regions)) return regions as string[] | undefined;
  return regions.length === 0 ? undefined : [...regions].sort();
}

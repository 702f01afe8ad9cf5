import { createHash } from 'node:crypto';
import type { Selection } from './selection';
import {
  OWNER_TAG_KEY, ownerOfPolicyList, ownerOfRootTags, parseDelegatedTagValue, parseOwnerTagValue, DELEGATED_TAG_PREFIX, STACK_NAME_PATTERN,
  stackNameOf,
} from '../contract';
import { type Organization, type Tags, targets } from '../model';

/** The name of the stack of an app, unless the app has a part of the organization or the name is in use. */
export const STACK_NAME = 'Organization';

/** The stack of the CDK itself. */
const BOOTSTRAP_STACK = 'CDKToolkit';
/** A pattern that its words say completely: one name, with all that is below it. */
const PLAIN = /^([A-Za-z0-9]+)\/\*\*$/;
const LONGEST_WORDS = 60;
const HASH_LENGTH = 6;

export interface StackNaming {
  /** The patterns of the app. Apps of two parts have different names, also if both are written before one is deployed. */
  readonly selection: Selection;
  /** Names of deployed stacks. A second app of one name would replace the resources of the first one. */
  readonly taken: ReadonlySet<string>;
  /**
   * The name that the user gives.
   * @default - derived from the patterns, with a number if the name is taken
   */
  readonly given?: string;
}

/** The name of the stack of an app, and why it is not the usual one. */
export interface StackName {
  readonly stackName: string;
  readonly reason?: string;
}

/** Chooses the name of the stack. @throws Error for a given name that is taken, or that CloudFormation or the CDK does not accept */
export function stackNameFor({ selection, taken, given }: StackNaming): StackName {
  if (given !== undefined) return { stackName: acceptedName(given, taken) };
  const name = nameOfPart(selection);
  if (!taken.has(name)) return { stackName: name, ...(name === STACK_NAME ? {} : { reason: 'the app has a part of the organization' }) };
  const reason = `the stack ${name} exists, and would lose its resources`;
  for (let number = 2; ; number++) if (!taken.has(`${name}-${number}`)) return { stackName: `${name}-${number}`, reason };
}

function acceptedName(name: string, taken: ReadonlySet<string>): string {
  if (!STACK_NAME_PATTERN.test(name)) {
    throw new Error(`AWS CloudFormation accepts no stack of this name (given: --stack-name ${name}). Use at most 128 letters, digits and hyphens, with a letter first.`);
  }
  if (name === BOOTSTRAP_STACK) {
    throw new Error(`This is the name of the stack with which the CDK deploys (given: --stack-name ${name}). Give another name.`);
  }
  if (taken.has(name)) {
    throw new Error(`A stack of this name is deployed, and the app would replace its resources (given: --stack-name ${name}). Give another name.`);
  }
  return name;
}

/** `Organization-Workloads` for `--include "Workloads/**"`. Patterns that words do not say completely have a hash behind them. */
function nameOfPart({ patterns: { include, exclude } }: Selection): string {
  if (include.length + exclude.length === 0) return STACK_NAME;
  const words = [...include, ...exclude.flatMap((pattern) => ['without', pattern])].map(wordsOf).filter((each) => each !== '');
  const text = words.join('-').slice(0, LONGEST_WORDS).replace(/-$/, '');
  const isComplete = include.length + exclude.length === 1 && PLAIN.test([...include, ...exclude][0]) && words.join('-') === text;
  const hash = createHash('sha256').update(JSON.stringify([include, exclude])).digest('hex').slice(0, HASH_LENGTH);
  return [STACK_NAME, ...(text === '' ? [] : [text]), ...(isComplete ? [] : [hash])].join('-');
}

function wordsOf(pattern: string): string {
  return pattern.normalize('NFKD').replace(/\p{M}+/gu, '').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/** The names of stacks of this library that left a mark on a resource of the organization. */
export function stackNamesIn(organization: Organization): Set<string> {
  const { policies, resourcePolicy } = organization;
  const all = [...[...targets(organization)].map(({ target }) => target), ...policies, ...(resourcePolicy ? [resourcePolicy] : [])];
  return new Set(all.flatMap(({ tags }) => ownersIn(tags)).map(stackNameOf));
}

function ownersIn(tags: Tags): string[] {
  return Object.entries(tags).flatMap(([key, value]) => {
    if (key === OWNER_TAG_KEY) return [parseOwnerTagValue(value).owner];
    if (!key.startsWith(DELEGATED_TAG_PREFIX)) return ownerOfPolicyList(key) ?? ownerOfRootTags(key, value) ?? [];
    const { holder, others = [] } = parseDelegatedTagValue(value) ?? {};
    return holder === undefined ? [] : [holder, ...others];
  });
}

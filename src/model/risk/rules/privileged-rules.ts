import { onlyTightens } from './only-tightens';
import type { Judged } from './risk-rules';
import type { CodeOrigin, PrivilegedChange, ReplacingCode } from '../../diff/change';
import { documentOf } from '../../diff/identity/policy-text';
import type { ResourceReference } from '../../diff/references';
import { reasonOfService } from '../../privileged/granting-services';
import { DEPLOYMENT_TYPE } from '../../privileged/privileged-parts';
import { type Ground, groundsOfNames, isOfOthers } from '../../privileged/resource-classes';

type Rules = { readonly [Kind in PrivilegedChange['kind']]: (change: Extract<PrivilegedChange, { kind: Kind }>) => Judged };

const loosens = (reason: string): Judged => ({ level: 'loosens', reason });
const tightens = (reason: string): Judged => ({ level: 'tightens', reason });

const MACRO = 'What it makes of the template at deployment is not in the cloud assembly, so that nobody can review it.';
const DEPLOYMENT = 'It decides where a stack goes, as whom, and from where its files come.';
const OF_OTHERS = 'Somebody\'s code decides what it does, and may use the rights of its role in the account that manages the organization.';

const REASONS: { readonly [Name in Ground]: string } = {
  role: 'It acts with the rights of a role in the account that manages the organization.',
  policy: 'It holds a policy, which decides who can do what in the account that manages the organization.',
  principals: 'It names who gets access in the account that manages the organization.',
  code: 'It decides which code or commands run in the account that manages the organization.',
  unclear: 'It may loosen: the data about resource types do not tell whether it grants rights or runs something.',
};
const ORDER: readonly Ground[] = ['role', 'code', 'policy', 'principals', 'unclear'];

/** The reason of a resource, by the names of its properties or of those that change. */
function reasonOf(type: string, names: readonly string[] = []): string {
  if (type === 'Transform') return MACRO;
  if (type === DEPLOYMENT_TYPE) return DEPLOYMENT;
  const ofService = reasonOfService(type);
  if (ofService !== undefined) return ofService;
  if (isOfOthers(type)) return OF_OTHERS;
  const grounds = groundsOfNames(type, names);
  return REASONS[ORDER.find((ground) => grounds.includes(ground)) ?? 'policy'];
}

/** Of a change by which other code may run than the one that was reviewed. */
function replacing({ replacesCode }: ReplacingCode): Judged | undefined {
  if (replacesCode === undefined) return undefined;
  const settings = [...new Set(replacesCode.filter((name) => name !== 'assets').map(plainName))];
  const reason = settings.length > 0
    ? `By ${settings.join(', ')} a function that acts for the organization runs other code than its bundle, which can do all that the roles of these functions may.`
    : 'Who can write there can replace the code and the templates that are deployed, after they were reviewed.';
  return { level: 'destroys', reason };
}

/** The CDK calls it so unless the command says otherwise. Source: AWS CDK Developer Guide, "Bootstrapping". */
function isBootstrapStack({ type, stack }: ResourceReference): boolean {
  return type === DEPLOYMENT_TYPE && stack === 'CDKToolkit';
}

/** Types that only grant rights: without them, the rights cannot be used. */
const ONLY_GRANTING = ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::AccessKey', 'AWS::IAM::InstanceProfile', 'AWS::Lambda::Permission', 'AWS::Lambda::Url'];
const POLICIES = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::UserPolicy', 'AWS::IAM::GroupPolicy'];

const CODE: { readonly [Origin in CodeOrigin]: (digest: string) => Judged } = {
  package: () => loosens('It is the bundle of this version of the package. It runs with the rights of the handlers\' role.'),
  framework: () => loosens('It is the provider framework of the aws-cdk-lib that is installed with this command.'),
  deployed: () => loosens('Other functions that act for the organization run the same code already.'),
  acknowledged: (digest) => loosens(`The code was acknowledged (SHA-256 ${digest}).`),
  application: () => loosens('It runs in the account that manages the organization, with the rights of its role.'),
  unknown: (digest) => ({
    level: 'destroys',
    reason: 'It is neither the bundle of this version of the package nor the provider framework installed with this command, and can do all that the '
      + `roles of these functions may. Read the code, and acknowledge it with --acknowledge-bundle ${digest}.`,
  }),
};

/** The names from the top of a definition; a policy document is not among its properties any more. */
function namesIn(content: string): string[] {
  const names = Object.keys(documentOf(content) as object | undefined ?? {});
  return names.some((name) => /^(inline |trust )?policy\b/.test(name)) ? [...names, 'PolicyDocument'] : names;
}

/** A name that may hold any text is shortened to a part that is a word: a reason is text of ours. */
function plainName(name: string): string {
  const parts = name.split('.');
  const other = parts.findIndex((part) => !/^\w{1,100}$/.test(part));
  const plain = other < 0 ? parts : parts.slice(0, other);
  return plain.length === 0 ? 'a setting' : plain.join('.');
}

/** Policies of queues, topics, buckets and the like. */
function isOnlyPolicy(type: string): boolean {
  return reasonOfService(type) === undefined && !isOfOthers(type) && groundsOfNames(type, []).join() === 'policy';
}

/** The policy document in the definition of a resource. */
function policyIn(content: string): string | undefined {
  const { policy } = (documentOf(content) ?? {}) as { readonly policy?: object };
  return policy === undefined ? undefined : JSON.stringify(policy);
}

/** A change of rights tightens only where that is certain; no privileged change is neutral. */
export const PRIVILEGED_RULES: Rules = {
  privilegedResourceAdded: ({ resource, content, ...change }) => {
    const { type } = resource;
    if (isBootstrapStack(resource)) return { level: 'destroys', reason: 'It replaces the bootstrap stack of the CDK, whose roles deploy everything in the account.' };
    const policy = isOnlyPolicy(type) ? policyIn(content) : undefined;
    if (policy !== undefined && onlyTightens(undefined, policy)) return tightens('Its policy only denies.');
    return replacing(change) ?? loosens(reasonOf(type, namesIn(content)));
  },
  privilegedResourceRemoved: ({ resource: { type, unclear }, content, outcome }) => {
    if (unclear) return loosens(REASONS.unclear);
    if (outcome === 'stays') return loosens('It stays with all its rights, and the code says nothing about it any more.');
    if (ONLY_GRANTING.includes(type)) return tightens('What it granted is no longer possible.');
    const policy = policyIn(content);
    const isProven = POLICIES.includes(type) && policy !== undefined && onlyTightens(policy, undefined);
    return isProven ? tightens('Rights go, and nothing that was denied becomes possible.') : loosens('What it denied, or what relies on it, is not known.');
  },
  privilegedPolicyChanged: ({ resource, before, after, ...change }) => {
    if (onlyTightens(before, after)) return tightens('Rights go, and nothing that was denied becomes possible.');
    return replacing(change) ?? loosens(reasonOf(resource.type, ['PolicyDocument']));
  },
  privilegedSettingsChanged: ({ resource, settings, ...change }) => (
    replacing(change) ?? loosens(reasonOf(resource.type, settings.map(({ path: [name] }) => name)))),
  functionCodeChanged: ({ origin, digest }) => CODE[origin](digest),
  serviceTokenChanged: () => loosens('The function decides what becomes of these resources, and learns all that the code says of them.'),
};

import { onlyTightens } from './only-tightens';
import type { Judged } from './risk-rules';
import type { CodeOrigin, PrivilegedChange } from '../../diff/change';
import type { ResourceReference } from '../../diff/references';
import { DEPLOYMENT_TYPE } from '../../privileged/privileged-parts';
import { documentOf } from '../../diff/identity/policy-text';

type Rules = { readonly [Kind in PrivilegedChange['kind']]: (change: Extract<PrivilegedChange, { kind: Kind }>) => Judged };

const loosens = (reason: string): Judged => ({ level: 'loosens', reason });
const tightens = (reason: string): Judged => ({ level: 'tightens', reason });

const REASONS: readonly (readonly [prefix: string, reason: string])[] = [
  ['AWS::IAM::', 'It decides who can do what in the account that manages the organization.'],
  ['AWS::SSO::', 'It decides who can do what in accounts of the organization.'],
  ['AWS::Lambda::Permission', 'It decides who can invoke a function, and so act with the rights of its role.'],
  ['AWS::Lambda::Url', 'It decides who can invoke a function, and so act with the rights of its role.'],
  ['AWS::Lambda::', 'Its code runs in the account that manages the organization, with the rights of its role.'],
  ['AWS::StepFunctions::', 'It runs in the account that manages the organization, with the rights of its role.'],
  ['AWS::CloudFormation::Stack', 'What it creates is not in the cloud assembly, so that nobody can review it.'],
  [DEPLOYMENT_TYPE, 'It decides where a stack goes, as whom, and from where its files come.'],
  ['Transform', 'What it makes of the template at deployment is not in the cloud assembly, so that nobody can review it.'],
];
const OTHER_REASON = 'It grants rights in the account that manages the organization, or runs with them.';

function reasonOf(type: string): string {
  return REASONS.find(([prefix]) => type.startsWith(prefix))?.[1] ?? OTHER_REASON;
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

/** A change of rights tightens only where that is certain; no privileged change is neutral. */
export const PRIVILEGED_RULES: Rules = {
  privilegedResourceAdded: ({ resource }) => (isBootstrapStack(resource) ? {
    level: 'destroys', reason: 'It replaces the bootstrap stack of the CDK, whose roles deploy everything in the account.',
  } : loosens(reasonOf(resource.type))),
  privilegedResourceRemoved: ({ resource: { type }, content, outcome }) => {
    if (outcome === 'stays') return loosens('It stays with all its rights, and the code says nothing about it any more.');
    if (ONLY_GRANTING.includes(type)) return tightens('What it granted is no longer possible.');
    const { policy } = (documentOf(content) ?? {}) as { readonly policy?: object };
    const isProven = POLICIES.includes(type) && policy !== undefined && onlyTightens(JSON.stringify(policy), undefined);
    return isProven ? tightens('Rights go, and nothing that was denied becomes possible.') : loosens('What it denied, or what relies on it, is not known.');
  },
  privilegedPolicyChanged: ({ resource, before, after }) => (onlyTightens(before, after)
    ? tightens('Rights go, and nothing that was denied becomes possible.') : loosens(reasonOf(resource.type))),
  privilegedSettingsChanged: ({ resource }) => loosens(reasonOf(resource.type)),
  functionCodeChanged: ({ origin, digest }) => CODE[origin](digest),
  serviceTokenChanged: () => loosens('The function decides what becomes of these resources, and learns all that the code says of them.'),
};

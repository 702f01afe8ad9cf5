import { Token } from 'aws-cdk-lib';
import { CredentialSource, type ExpectedNetworksProps, type LimitNetworksOfPrincipalsProps } from './data-perimeter-props';
import { DELIVERY_OF_LOGS, DELIVERY_OF_TRACES, NOT_FROM_NETWORKS } from './perimeter-services';
import { itemProblems } from '../../policy/management/list-rules';
import { BROAD_NETWORK_PERIMETER, brokenRules, problem } from '../../validation';
import type { GuardrailWarning } from '../../validation/guardrail-problems';
import type { Denial } from '../shared/guardrail-builders';
import { conditionKeyProblems } from '../shared/literal-parameters';
import { ADDRESS_RULES, exemptPrincipalRules, ORGANIZATION_RULES, TAG_KEY_RULES, VPC_RULES } from '../shared/parameter-rules';

/** The role with which Amazon EC2 attaches encrypted volumes, from a network of AWS. */
const EC2_INFRASTRUCTURE = 'arn:*:iam::*:role/aws:ec2-infrastructure';

/** The principals of a statement, and the actions that it excludes. */
interface Selection {
  /** The end of the `Sid`. */
  readonly name: string;
  readonly conditions: Record<string, Record<string, unknown>>;
  readonly notActions: string[];
}

/** Source: `network_perimeter_ec2_scp.json`, `…_lambda_scp.json` and `…_glue_scp.json` of AWS's data perimeter examples. */
const SOURCES: Record<CredentialSource, Omit<Selection, 'conditions'> & { readonly key: string }> = {
  [CredentialSource.EC2_INSTANCE]: { name: 'OfInstances', key: 'ec2:SourceInstanceARN', notActions: NOT_FROM_NETWORKS },
  [CredentialSource.GLUE_JOB]: { name: 'OfJobs', key: 'glue:CredentialIssuingService', notActions: [...NOT_FROM_NETWORKS, ...DELIVERY_OF_LOGS] },
  [CredentialSource.LAMBDA_FUNCTION]: {
    name: 'OfFunctions', key: 'lambda:SourceFunctionArn', notActions: [...NOT_FROM_NETWORKS, ...DELIVERY_OF_LOGS, ...DELIVERY_OF_TRACES],
  },
};

/**
 * Denials for a service control policy, one for each property that selects principals. A request is denied only if all conditions match, so
 * one expected network is enough.
 */
export function principalDenials(sid: string, props: LimitNetworksOfPrincipalsProps): Denial[] {
  const sources = [...new Set(props.credentialSources)].sort().map((source): Selection => {
    const { key, ...selection } = SOURCES[source];
    return { ...selection, conditions: { Null: { [key]: 'false' } } };
  });
  return [...selections(props), ...sources].map(({ name, conditions, notActions }) => ({
    sid: `${sid}${name}`, notActions, conditions: { ...networkConditions(props), ...conditions },
  }));
}

/** Denials for a resource control policy, which do not apply to AWS services. */
export function resourceDenials(sid: string, actions: string[], props: ExpectedNetworksProps): Denial[] {
  const { BoolIfExists, ...network } = networkConditions(props);
  return selections(props).map(({ name, conditions }) => ({
    sid: `${sid}${name}`,
    actions,
    conditions: { ...network, BoolIfExists: { ...BoolIfExists, 'aws:PrincipalIsAWSService': 'false' }, ...conditions },
  }));
}

function selections({ principals = [], principalTag }: ExpectedNetworksProps): Selection[] {
  const tagged = principalTag === undefined || Token.isUnresolved(principalTag) ? [] : [
    { name: 'WithTag', conditions: { StringEquals: { [`aws:PrincipalTag/${principalTag}`]: 'true' } }, notActions: NOT_FROM_NETWORKS },
  ];
  return principals.length === 0 ? tagged : [
    { name: '', conditions: { ArnLike: { 'aws:PrincipalArn': principals } }, notActions: NOT_FROM_NETWORKS }, ...tagged,
  ];
}

function networkConditions({ sourceAddresses = [], sourceVpcs = [], sourceOrganizationId }: ExpectedNetworksProps) {
  const endpoints = {
    ...(sourceVpcs.length === 0 ? {} : { 'aws:SourceVpc': sourceVpcs }),
    ...(sourceOrganizationId === undefined ? {} : { 'aws:VpceOrgID': sourceOrganizationId }),
  };
  return {
    BoolIfExists: { 'aws:ViaAWSService': 'false' },
    ...(sourceAddresses.length === 0 ? {} : { NotIpAddressIfExists: { 'aws:SourceIp': sourceAddresses } }),
    ...(Object.keys(endpoints).length === 0 ? {} : { StringNotEqualsIfExists: endpoints }),
    ArnNotLikeIfExists: { 'aws:PrincipalArn': EC2_INFRASTRUCTURE },
  };
}

export const VPC_ID_LIMIT = 'VPC IDs are unique only within a Region: a VPC with the same ID in another Region is allowed';

export function networkLimits({ sourceVpcs = [], principalTag }: ExpectedNetworksProps): string[] {
  return [
    'Requests that a service makes with the credentials of a principal are allowed (aws:ViaAWSService)',
    ...(sourceVpcs.length === 0 ? [] : [VPC_ID_LIMIT]),
    ...(principalTag === undefined ? [] : [
      'Principals can evade the guardrail by changing their tags or session tags: add protect-tags and protect-session-tags',
    ]),
  ];
}

export function networkProblems(
  props: LimitNetworksOfPrincipalsProps, selectors: readonly (keyof LimitNetworksOfPrincipalsProps)[],
): string[] {
  const { sourceAddresses = [], sourceVpcs = [], sourceOrganizationId, principals, principalTag } = props;
  const expectsNone = sourceAddresses.length + sourceVpcs.length === 0 && sourceOrganizationId === undefined;
  const isAboutNobody = selectors.every((selector) => props[selector] === undefined || props[selector]?.length === 0);
  return [
    ...(!expectsNone ? [] : [problem({
      wrong: 'The guardrail has no expected network, so that it would deny everything',
      given: 'neither addresses nor VPCs',
      remedy: 'Give sourceAddresses, sourceVpcs or sourceOrganizationId',
    })]),
    ...(!isAboutNobody ? [] : [problem({
      wrong: 'The guardrail does not select principals. For all principals, it would deny service roles and sign-in, which use networks of AWS',
      given: `none of ${selectors.join(', ')}`,
      remedy: `Give ${selectors.join(' or ')}`,
    })]),
    ...itemProblems(sourceAddresses, ADDRESS_RULES), ...itemProblems(sourceVpcs, VPC_RULES),
    ...brokenRules(sourceOrganizationId, ORGANIZATION_RULES),
    ...itemProblems(principals, exemptPrincipalRules('A principal of the guardrail')),
    ...(principalTag === undefined ? [] : [...itemProblems([principalTag], TAG_KEY_RULES), ...conditionKeyProblems('tag key', [principalTag])]),
  ];
}

/** A pattern that matches all roles, including those of services. */
const EVERY_ROLE = /^arn:[^:]+:iam::[^:]*:(?:role\/)?\*+$/;

/** Warnings about patterns that match all roles, with the roles that the guardrail would deny. */
export function networkWarnings({ principals = [] }: ExpectedNetworksProps): GuardrailWarning[] {
  if (Token.isUnresolved(principals)) return [];
  return principals.filter((pattern) => !Token.isUnresolved(pattern) && EVERY_ROLE.test(pattern)).map((given) => ({
    rule: BROAD_NETWORK_PERIMETER,
    message: problem({
      wrong: 'The guardrail applies to all roles. It denies those that AWS services use from networks of AWS, such as roles of '
        + 'CloudFormation, of pipelines, of functions outside a VPC and of AWS Glue jobs',
      given,
      remedy: 'Name the roles of people and applications, or mark them with principalTag; if all such roles are exempt, acknowledge the warning',
    }),
  }));
}

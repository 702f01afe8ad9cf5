import { brokenRules, problem } from '../validation';
import type { ExpectedNetworksProps } from './data-perimeter-props';
import { ADDRESS_RULES, exemptPrincipalRules, ORGANIZATION_RULES, VPC_RULES } from './parameter-rules';
import { itemProblems } from '../policies/list-rules';

/** The role with which Amazon EC2 attaches encrypted volumes, from a network of its own. */
const EC2_INFRASTRUCTURE = 'arn:*:iam::*:role/aws:ec2-infrastructure';

/** Conditions that hold for a request from elsewhere: all of them must, so one expected network is enough. */
export function networkConditions(props: ExpectedNetworksProps) {
  const { sourceAddresses = [], sourceVpcs = [], sourceOrganizationId, principals = [] } = props;
  const endpoints = {
    ...(sourceVpcs.length === 0 ? {} : { 'aws:SourceVpc': sourceVpcs }),
    ...(sourceOrganizationId === undefined ? {} : { 'aws:VpceOrgID': sourceOrganizationId }),
  };
  return {
    BoolIfExists: { 'aws:ViaAWSService': 'false' },
    ...(sourceAddresses.length === 0 ? {} : { NotIpAddressIfExists: { 'aws:SourceIp': sourceAddresses } }),
    ...(Object.keys(endpoints).length === 0 ? {} : { StringNotEqualsIfExists: endpoints }),
    ...(principals.length === 0 ? {} : { ArnLike: { 'aws:PrincipalArn': principals } }),
    ArnNotLikeIfExists: { 'aws:PrincipalArn': EC2_INFRASTRUCTURE },
  };
}

export function networkProblems(props: ExpectedNetworksProps): string[] {
  const { sourceAddresses = [], sourceVpcs = [], sourceOrganizationId, principals } = props;
  const none = sourceAddresses.length + sourceVpcs.length > 0 || sourceOrganizationId !== undefined ? [] : [problem({
    wrong: 'The guardrail expects no network, and would deny everything',
    given: 'neither addresses nor VPCs',
    remedy: 'Give sourceAddresses, sourceVpcs or sourceOrganizationId',
  })];
  return [
    ...none, ...itemProblems(sourceAddresses, ADDRESS_RULES), ...itemProblems(sourceVpcs, VPC_RULES),
    ...brokenRules(sourceOrganizationId, ORGANIZATION_RULES),
    ...itemProblems(principals, exemptPrincipalRules('A principal of the guardrail')),
  ];
}

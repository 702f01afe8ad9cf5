import { RequestContext } from '../../evaluate/request/request-context';
import { namedActions } from '../statement-actions';
import { statementRule } from '../statement-rule';
import { holdsWithoutKey } from '../statements/absent-key';
import { holdsInGeneral } from '../typical-request';

/** Keys that describe the account of a principal, and that a request of an AWS service does not have. */
const HOME = ['aws:principalorgid', 'aws:principalorgpaths', 'aws:principalaccount'];

/** Keys by which an author distinguishes calls of services, and on whose behalf they are made. */
const ABOUT_SERVICES = [
  'aws:principalservicename', 'aws:principalservicenameslist', 'aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid', 'aws:sourceorgpaths',
];

/** Actions that only identity providers call. */
const NOT_FOR_SERVICES = ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'];

/** A request that an AWS service makes for itself. */
const SERVICE = new RequestContext({
  action: 's3:GetObject', principal: 'config.amazonaws.com', context: { 'aws:SecureTransport': true, 'aws:ViaAWSService': false },
});

/** Source: IAM User Guide, "AWS global condition context keys", `aws:PrincipalOrgID` and `aws:PrincipalIsAWSService`. */
export const rcpAwsServices = statementRule(
  { id: 'rcp-aws-services', severity: 'warning', title: 'A resource control policy denies by the organization of the caller, and so denies AWS services, which have none.' },
  ({ effect, action, conditions }, index, { type }) => {
    if (type !== 'RESOURCE_CONTROL_POLICY' || effect !== 'Deny') return [];
    const home = conditions.find((condition) => HOME.includes(condition.key.toLowerCase()) && holdsWithoutKey(condition));
    if (home === undefined || conditions.some(({ key }) => ABOUT_SERVICES.includes(key.toLowerCase()))) return [];
    if (!conditions.every((condition) => holdsInGeneral(condition, SERVICE))) return [];
    if (namedActions(action)?.every((name) => NOT_FOR_SERVICES.includes(name))) return [];
    return [{
      path: `Statement[${index}].Condition.${home.operator.name}`,
      what: 'also holds for AWS services, whose requests do not have the key, and denies them the resources',
      value: home.key,
      advice: 'Add {"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}.',
    }];
  },
);

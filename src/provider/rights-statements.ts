import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  type GuardedAction, RIGHTS_GROUPS, type RightsGroup, type RightsGroupName, type RightsScope, SERVICE_LINKED_ROLE_SERVICE,
} from '../contract';

/** The statements of a group of rights, one for each kind of resource. */
export function groupStatements(name: RightsGroupName): iam.PolicyStatement[] {
  const entries = Object.entries((RIGHTS_GROUPS[name] as RightsGroup).actions) as [RightsScope, readonly string[]][];
  return entries.map(([scope, actions], place) => new iam.PolicyStatement({
    sid: place === 0 ? name : `${name}${place + 1}`, actions: [...actions], ...SCOPES[scope](),
  }));
}

const SCOPES: Readonly<Record<RightsScope, () => Pick<iam.PolicyStatementProps, 'resources' | 'conditions'>>> = {
  everything: () => ({ resources: ['*'] }),
  // The management account itself, and the accounts of its organization.
  accounts: () => ({ resources: ['account', 'account/o-*/*'].map((path) => arn('account', path)) }),
  invitations: () => ({ resources: [organizationsArn('handshake/o-*/invite/h-*')] }),
  // The handshake that the management account accepts last, and cancels to give the change up.
  allFeaturesHandshakes: () => ({ resources: [organizationsArn('handshake/o-*/enable_all_features/h-*')] }),
  serviceLinkedRole: () => ({
    resources: [arn('iam', `role/aws-service-role/${SERVICE_LINKED_ROLE_SERVICE}/AWSServiceRoleForOrganizations`)],
    conditions: { StringEquals: { 'iam:AWSServiceName': SERVICE_LINKED_ROLE_SERVICE } },
  }),
};

const GUARDED_RESOURCES: Readonly<Record<Exclude<GuardedAction, 'DeleteOrganization'>, string>> = {
  CloseAccount: 'account/o-*/*', RemoveAccountFromOrganization: 'account/o-*/*', DisablePolicyType: 'root/o-*/r-*',
};

/** The permission for an action that an organization of the app has to allow. The deletion of an organization has no resource type. */
export function guardedStatement(action: GuardedAction): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: action,
    actions: [`organizations:${action}`],
    resources: [action === 'DeleteOrganization' ? '*' : organizationsArn(GUARDED_RESOURCES[action])],
  });
}

function organizationsArn(path: string): string {
  return arn('organizations', path);
}

function arn(service: string, path: string): string {
  return `arn:${Aws.PARTITION}:${service}::${Aws.ACCOUNT_ID}:${path}`;
}

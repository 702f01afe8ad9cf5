import { CfnResource, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { onGuardedActionAllowed } from './guarded-actions';
import { groupStatements, guardedStatement } from './rights-statements';
import { topLevelStack } from './top-level-stack';
import {
  type GuardedAction, type ResourceTypeName, RIGHTS_GROUP_NAMES, type RightsGroupName, rightsGroupsOf, TYPES_OF_GUARDED_ACTIONS,
} from '../contract';

type PolicyName = RightsGroupName | GuardedAction;

/**
 * The policies of the handlers' role that only some resource types need. Each is a resource of its own, on which the resources of these
 * types depend. CloudFormation deletes in the reverse order of the former template, so that a Delete still has its rights when the last
 * resource of a type and the policy leave the template in one deployment.
 *
 * CloudFormation orders only the resources of one template. A provider that serves another stack or a nested stack has all groups,
 * because its policy could be deleted before that stack sends its Deletes.
 */
export class RightsPolicies {
  private readonly policies = new Map<PolicyName, iam.Policy>();
  private readonly resources: { readonly resource: CfnResource; readonly type: ResourceTypeName }[] = [];

  constructor(private readonly provider: Construct, private readonly role: iam.Role) {
    onGuardedActionAllowed(provider, (action) => {
      const policy = this.policy(action, () => [guardedStatement(action)]);
      const needing = this.resources.filter(({ type }) => TYPES_OF_GUARDED_ACTIONS[action].includes(type));
      needing.forEach(({ resource }) => this.order(resource, policy));
    });
  }

  /** Grants what the handlers of a resource need, before it is created and until it is deleted. */
  grant(resource: CfnResource, type: ResourceTypeName): void {
    this.resources.push({ resource, type });
    if (Stack.of(resource) !== Stack.of(this.provider)) this.grantAll();
    rightsGroupsOf(type).forEach((name) => this.order(resource, this.group(name)));
    for (const [name, policy] of this.policies) {
      if (isGuarded(name) && TYPES_OF_GUARDED_ACTIONS[name].includes(type)) this.order(resource, policy);
    }
  }

  /** Grants what any resource of another stack may need. */
  grantAll(): void {
    RIGHTS_GROUP_NAMES.forEach((name) => this.group(name));
  }

  get documents(): iam.PolicyDocument[] {
    return [...this.policies.values()].map(({ document }) => document);
  }

  private group(name: RightsGroupName): iam.Policy {
    return this.policy(name, () => groupStatements(name));
  }

  private policy(name: PolicyName, statements: () => iam.PolicyStatement[]): iam.Policy {
    const policy = this.policies.get(name) ?? new iam.Policy(this.provider, `${name}Rights`, { roles: [this.role], statements: statements() });
    this.policies.set(name, policy);
    return policy;
  }

  /** Another top-level stack depends on the whole stack of the provider already, since it refers to the service token. */
  private order(resource: CfnResource, policy: iam.Policy): void {
    if (topLevelStack(resource) === topLevelStack(policy)) resource.node.addDependency(policy.node.defaultChild!);
  }
}

function isGuarded(name: PolicyName): name is GuardedAction {
  return name in TYPES_OF_GUARDED_ACTIONS;
}

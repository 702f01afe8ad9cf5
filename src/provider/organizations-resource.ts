import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CommonProperties, DELEGABLE_RESOURCE_TYPES, RECONCILE_CONTEXT_KEY, ResourceTypeName } from '../contract';
import { ObjectKind } from './copies';
import { DeploymentOrder } from './deployment-order';
import { IOrganizationsProvider, OrganizationsProvider } from './organizations-provider';
import { topLevelStack } from './top-level-stack';

export interface OrganizationsResourceProps<Properties extends CommonProperties> {
  readonly provider: IOrganizationsProvider;
  readonly type: ResourceTypeName;
  /** As in the contract; values may be tokens. */
  readonly properties: { readonly [Key in Exclude<keyof Properties, keyof CommonProperties>]: unknown };
  /**
   * `RETAIN`: no Delete is ever sent. `RETAIN_ON_UPDATE_OR_DELETE`: only the rollback of the deployment that made it sends one, so that
   * the handler can take back what it did to a thing that was there before.
   * @default - a Delete is sent when it leaves the code
   */
  readonly removalPolicy?: RemovalPolicy;
  /** What should be there before, as far as that closes no cycle. Asked when the template is written. */
  readonly preferablyAfter?: () => readonly CfnResource[];
}

const RESOURCE = new ObjectKind<OrganizationsResource>('OrganizationsResource');

/** A custom resource of this library: it writes what all of them share and takes its place in the deployment order. */
export class OrganizationsResource<Properties extends CommonProperties = CommonProperties> extends CfnResource {
  static isOrganizationsResource(x: unknown): x is OrganizationsResource {
    return RESOURCE.has(x);
  }

  /** Whether somebody changed the resource through `addOverride` and its like. */
  overridden = false;
  readonly declaredProperties: { readonly [name: string]: unknown };
  readonly maxConcurrentResources: number;
  readonly preferablyAfter: () => readonly CfnResource[];

  constructor(scope: Construct, id: string, props: OrganizationsResourceProps<Properties>) {
    const properties = {
      ServiceToken: props.provider.serviceToken,
      Reconcile: scope.node.tryGetContext(RECONCILE_CONTEXT_KEY),
      ...props.properties,
    };
    super(scope, id, { type: props.type, properties });
    RESOURCE.mark(this);
    this.declaredProperties = properties;
    this.maxConcurrentResources = props.provider.maxConcurrentResources;
    this.preferablyAfter = props.preferablyAfter ?? (() => []);
    if (props.removalPolicy) this.applyRemovalPolicy(props.removalPolicy);
    if (OrganizationsProvider.isOrganizationsProvider(props.provider)) {
      const { provider } = props;
      provider._serve(topLevelStack(scope));
      if (provider._delegatedPolicyTypes) {
        const types = provider._delegatedPolicyTypes;
        this.node.addValidation({
          validate: () => delegationProblems(props.type,
            Stack.of(this).resolve(this.declaredProperties) as object, types),
        });
      }
    }

    DeploymentOrder.of(Stack.of(this)).add(this);
  }

  public override addOverride(path: string, value: unknown): void {
    this.overridden = true;
    super.addOverride(path, value);
  }
}

/** Problems of a resource that a provider in a member account cannot manage: the resource policy cannot delegate it, or does not. */
function delegationProblems(type: ResourceTypeName, properties: object, delegated: readonly string[]): string[] {
  if (!DELEGABLE_RESOURCE_TYPES.includes(type)) {
    return ['A provider with delegatedPolicyTypes manages only policies, policy sets and their attachments '
      + `(given: ${type}). Move this construct to a stack in the management account, with a provider of its own.`];
  }
  const { Type, Policies, PolicySets } = properties as { readonly Type?: string; readonly Policies?: object; readonly PolicySets?: object };
  const types = [...Type === undefined ? [] : [Type], ...Object.keys({ ...Policies, ...PolicySets })];
  const missing = [...new Set(types)].filter((each) => !delegated.includes(each));
  return missing.length === 0 ? [] : ['The provider of this construct is not delegated the policy types that it needs '
    + `(given: ${missing.join(', ')}). Add them to delegatedPolicyTypes, and to the resource policy of the organization.`];
}

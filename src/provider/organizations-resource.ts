import { CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CommonProperties, DELEGABLE_RESOURCE_TYPES, POLICY_TYPES, RECONCILE_CONTEXT_KEY, ResourceTypeName } from '../contract';
import { noteAccountsOfOtherStacks } from './accounts-of-other-stacks';
import { ObjectKind } from './copies';
import { DeploymentOrder } from './deployment-order';
import { requireKind } from './kinds';
import { IOrganizationsProvider, OrganizationsProvider } from './organizations-provider';

export interface OrganizationsResourceProps<Properties extends CommonProperties> {
  readonly provider: IOrganizationsProvider;
  readonly type: ResourceTypeName;
  /** The properties of the contract. Values may be tokens. */
  readonly properties: { readonly [Key in Exclude<keyof Properties, keyof CommonProperties>]: unknown };
  /**
   * With `RETAIN`, CloudFormation never sends a Delete. With `RETAIN_ON_UPDATE_OR_DELETE`, it sends one only when it rolls back the
   * deployment that created the resource, so that the handler can revert its changes to an existing object.
   * @default - a Delete is sent when the resource is removed from the app
   */
  readonly removalPolicy?: RemovalPolicy;
  /** Resources that should come before this one, unless that closes a cycle. It is called when the template is written. */
  readonly preferablyAfter?: () => readonly CfnResource[];
}

const RESOURCE = new ObjectKind<OrganizationsResource>('OrganizationsResource');

/** A custom resource of this library. It writes the common properties and adds itself to the deployment order. */
export class OrganizationsResource<Properties extends CommonProperties = CommonProperties> extends CfnResource {
  static isOrganizationsResource(x: unknown): x is OrganizationsResource {
    return RESOURCE.has(x);
  }

  /** Whether other code changed the resource with `addOverride` or a similar method. */
  overridden = false;
  readonly declaredProperties: { readonly [name: string]: unknown };
  readonly maxConcurrentResources: number;
  readonly preferablyAfter: () => readonly CfnResource[];

  constructor(scope: Construct, id: string, props: OrganizationsResourceProps<Properties>) {
    requireKind('provider', props.provider);
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
    const { provider } = props;
    const types = OrganizationsProvider.isOrganizationsProvider(provider) ? provider._delegatedPolicyTypes : undefined;
    // A provider in a member account manages no accounts.
    if (!types) noteAccountsOfOtherStacks(this, properties);
    if (OrganizationsProvider.isOrganizationsProvider(provider)) {
      provider._serve(this, props.type);
      if (types) {
        this.node.addValidation({
          validate: () => delegationProblems(props.type,
            Stack.of(this).resolve(this.declaredProperties) as object, types, provider._managesPoliciesOfOthers),
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

/** Problems of a resource that a provider in a member account cannot manage, since the resource policy cannot or does not delegate it. */
function delegationProblems(
  type: ResourceTypeName, properties: object, delegated: readonly string[], managesPoliciesOfOthers: boolean,
): string[] {
  if (!DELEGABLE_RESOURCE_TYPES.includes(type)) {
    return ['A provider with delegatedPolicyTypes manages only policies, policy sets and their attachments '
      + `(given: ${type}). Move this construct to a stack in the management account, with a provider of its own.`];
  }
  const { Type, Policies, PolicySets, Adopt } = properties as {
    readonly Type?: string; readonly Policies?: object; readonly PolicySets?: object; readonly Adopt?: boolean;
  };
  const types = [...Type === undefined ? [] : [Type], ...Object.keys({ ...Policies, ...PolicySets })];
  const missing = [...new Set(types)].filter((each) => !delegated.includes(each));
  const own = managesPoliciesOfOthers ? [] : policiesOfOthers(Adopt, Policies);
  return missing.length === 0 ? own : ['The provider of this construct is not delegated the policy types that it needs '
    + `(given: ${missing.join(', ')}). Add them to delegatedPolicyTypes, and to the resource policy of the organization.`];
}

/** Policies that the role of a delegated provider may not manage. A policy of the app is known by a reference, not by its ID. */
function policiesOfOthers(adopt?: boolean, attached: object = {}): string[] {
  const ids = Object.values(attached).flat().filter((id): id is string => typeof id === 'string' && !AWS_POLICIES.includes(id));
  const given = [...adopt ? ['adopt: true'] : [], ...ids];
  return given.length === 0 ? [] : ['The provider of this construct may manage only policies that its own stacks create '
    + `(given: ${given.join(', ')}). Set managesPoliciesOfOthers: true on it, and delegate these policies in the resource policy.`];
}

const AWS_POLICIES = Object.values(POLICY_TYPES).flatMap((type) => ('attachedByDefault' in type ? [type.attachedByDefault as string] : []));

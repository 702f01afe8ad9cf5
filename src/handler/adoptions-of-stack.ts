/**
 * Checks that every resource that a stack's template adopts exists, before the deployment makes its first write. A deployment that fails
 * halfway has created accounts, which cannot be deleted.
 *
 * The check leaves out resources that CloudFormation knows already, resources with a condition, and resources whose name or parent the
 * template does not contain: values from a parameter or another stack, or with characters that `GetTemplate` cannot return.
 */
import { parsePreviousProperties } from './parse-properties';
import { TerminalError, reconcilerOf, type ReconcileContext } from './reconcile';
import { type CommonProperties, isOurResourceType, OrganizationAttribute, ResourceType, type ResourceTypeName } from '../contract';
import { first } from './reconcile/lists';
import { NO_SUCH_PARENT, unlessMissing } from './reconcile/missing';
import { isLive } from './reconcile/ownership/other-owners';
import { readableTemplate } from './stack/readable-template';

interface Definition {
  readonly Type: ResourceTypeName;
  readonly Condition?: string;
  readonly Properties?: Record<string, unknown>;
}

type Desired = CommonProperties & { readonly Email?: string; readonly Name?: string; ParentId?: string };

/** A character that `GetTemplate` cannot return, or a dynamic reference. */
const UNREADABLE = /\?|{{/;

/** Runs once per deployment and environment. Throws a `TerminalError` with the nearest candidates if a resource does not exist. */
export async function findAdoptionsOfStack(context: ReconcileContext): Promise<void> {
  const { stack, hints } = context;
  const deployment = `${stack.id} ${await stack.deploymentBeganAt()}`;
  if (hints.adoptionsFoundOf === deployment) return;
  const { Resources = {} } = await readableTemplate(stack.template());
  const adoptions = new Adoptions(context, Resources as Record<string, Definition>);
  // Without an organization, only its future management account can be found.
  await unlessMissing(['AWSOrganizationsNotInUse', ...NO_SUCH_PARENT], () => adoptions.findAll());
  hints.adoptionsFoundOf = deployment;
}

class Adoptions {
  private resources?: ReturnType<ReconcileContext['stack']['resources']>;
  private readonly found = new Map<string, Promise<string | undefined>>();

  constructor(private readonly context: ReconcileContext, private readonly definitions: Readonly<Record<string, Definition>>) {}

  async findAll(): Promise<void> {
    const adopting = Object.entries(this.definitions).filter(([, { Type, Properties }]) => isOurResourceType(Type) && Properties?.Adopt);
    for (const [logicalId] of adopting) await this.idOf(logicalId);
  }

  private idOf(logicalId: string): Promise<string | undefined> {
    const id = this.found.get(logicalId) ?? this.find(logicalId);
    this.found.set(logicalId, id);
    return id;
  }

  /** The ID of a resource that CloudFormation knows or that can be adopted; `undefined` where the template does not contain enough. */
  private async find(logicalId: string): Promise<string | undefined> {
    const { stack } = this.context;
    const { Type, Condition, Properties = {} } = this.definitions[logicalId] ?? {};
    if (!isOurResourceType(Type)) return undefined;
    const reconciler = reconcilerOf(Type);
    const known = (await (this.resources ??= stack.resources()))
      .find((each) => each.logicalId === logicalId && each.stackId === stack.id && isLive(each));
    if (known && reconciler.isNaturalKey(known.physicalId)) return known.physicalId;
    const desired: Desired = parsePreviousProperties(Type, Properties);
    // An organization has one resource policy, which needs no name.
    const name = Type === ResourceType.RESOURCE_POLICY ? '' : desired.Email ?? desired.Name;
    if (!Properties.Adopt || Condition || name === undefined || UNREADABLE.test(name)) return undefined;
    if (Properties.ParentId !== undefined) desired.ParentId = await this.resolve(Properties.ParentId);
    if (Type === ResourceType.ORGANIZATIONAL_UNIT && desired.ParentId === undefined) return undefined;
    try {
      return await reconciler.idToAdopt?.({
        ...this.context, logicalId, resourceType: Type, desired, previous: {}, physicalId: undefined, isUpdate: false,
      });
    } catch (error) {
      throw error instanceof TerminalError ? new TerminalError(`${logicalId} stops the deployment: ${error.problem}`, error.advice) : error;
    }
  }

  private async resolve(value: unknown): Promise<string | undefined> {
    if (typeof value === 'string') return value;
    const { Ref, 'Fn::GetAtt': attribute } = (value ?? {}) as { 'Ref'?: string; 'Fn::GetAtt'?: readonly string[] };
    if (Ref) return this.idOf(Ref);
    return attribute?.[1] === OrganizationAttribute.ROOT_ID ? (await first(this.context.organizations.listRoots()))?.id : undefined;
  }
}

import { PolicyType } from '../constructs';
import { isManagementPolicyType } from '../contract';
import type { AccessQuestion, OrganizationAccess, PlacedAccount, AccessAnswer } from '../model/access';
import type { Verdict as InvariantVerdict } from '../model/check';
import { type ContextValue, type Decision, type AccessRequest, type JsonValue, reasonText, resourceThatTells, rolePathName, sessionRole } from '../policy';
import { assertion, failureText } from './failure';
import type { ForbiddenRequests } from './forbidden-requests';
import { lazyModel } from './lazy-model';
import { assertTag } from './tags';
import { unknownNames, unknownNameText } from '../policy/actions';

const VERDICTS = { allowed: 'it is allowed', denied: 'it is denied', depends: 'it depends on what the test does not say' } as const;

const METHODS: readonly (readonly [RegExp, string])[] = [
  [/^aws:PrincipalArn$/i, '.asPrincipal("role/Name")'],
  [/^aws:CurrentTime$/i, '.withContext("aws:CurrentTime", "2027-01-31T00:00:00Z")'],
  [/^whether resource control policies reach the service /, 'look the service up in the list of those that support them'],
];

/** The maximum number of accounts that a failure describes. */
const LISTED = 5;

type Asked = Omit<AccessQuestion, 'action'>;

/**
 * Assertions about one account, or about each of several. Each assertion throws an error if it does not hold, and returns an object for the
 * next one. Only certain decisions count: a decision that depends on missing information satisfies neither `allows` nor `denies`.
 *
 * The organization determines `aws:PrincipalAccount`, `aws:PrincipalOrgID`, `aws:PrincipalOrgPaths`, and with a resource
 * `aws:ResourceAccount`, `aws:ResourceOrgID`, `aws:ResourceOrgPaths`. The decision considers the service control and resource control
 * policies of the organization, not the policies of the principal itself.
 * Sources: AWS Organizations User Guide, "SCP evaluation" and "RCP evaluation".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @experimental
 * @example
 * declare const stack: Stack;
 *
 * OrganizationAssertions.fromStack(stack).account('shop-prod')
 *   .asPrincipal('role/Developer')
 *   .denies('ec2:RunInstances', { 'aws:RequestedRegion': 'us-west-1' })
 *   .allows('ec2:RunInstances', { 'aws:RequestedRegion': 'eu-west-1' });
 */
export class AccountAssertions {
  /** @internal */
  public static _of(access: OrganizationAccess, accounts: readonly PlacedAccount[]): AccountAssertions {
    return new AccountAssertions(access, accounts, {}, []);
  }

  private constructor(
    private readonly access: OrganizationAccess, private readonly accounts: readonly PlacedAccount[], private readonly asked: Asked,
    private readonly newNames: readonly string[],
  ) {}

  /**
   * Sets the principal of the requests in the following assertions.
   * @param principal `role/Name`, `user/Name` or `root` of the account itself, an ARN, or an AWS service such as `config.amazonaws.com`
   */
  public asPrincipal(principal: string): AccountAssertions {
    return this.with({ principal });
  }

  /**
   * Sets the resource of the requests in the following assertions.
   * @param arn an ARN; one without an account ID, such as that of a bucket, counts as a resource of the account itself
   */
  public onResource(arn: string): AccountAssertions {
    return this.with({ resource: arn });
  }

  /**
   * Sets a condition key of the requests in the following assertions.
   * @param key such as `aws:PrincipalTag/team`
   * @param values the values of the key; none means that the request does not have the key
   */
  public withContext(key: string, ...values: string[]): AccountAssertions {
    const value: ContextValue = values.length === 0 ? null : values;
    return this.with({ context: { ...this.asked.context, [key]: value } });
  }

  /**
   * Adds actions and condition keys that are newer than this version of the library. Other unknown names are an error in the following
   * assertions, since a misspelled action would pass as an allowed one.
   * @param names such as `s3:NewAction`
   */
  public withNewNames(...names: string[]): AccountAssertions {
    return new AccountAssertions(this.access, this.accounts, this.asked, [...this.newNames, ...names]);
  }

  /**
   * Asserts that the organization denies an action, regardless of information that is not given here.
   * @param action one action, `ec2:RunInstances`; an error if no service is known to have it
   * @param context condition keys of the request, `{ 'aws:RequestedRegion': 'us-west-1' }`
   */
  public denies(action: string, context?: { [key: string]: string }): AccountAssertions {
    return this.expect('denied', action, context);
  }

  /**
   * Asserts that the organization allows an action, regardless of information that is not given here.
   * @param action one action, `ec2:RunInstances`; an error if no service is known to have it
   * @param context condition keys of the request, `{ 'aws:RequestedRegion': 'eu-west-1' }`
   */
  public allows(action: string, context?: { [key: string]: string }): AccountAssertions {
    return this.expect('allowed', action, context);
  }

  /**
   * Asserts that the policies of the organization let none of some requests pass, with any resource, principal and condition keys, as
   * far as these are not limited here. It is a proof about all requests; a failure shows one that passes, or why nothing is proved. The
   * principal, resource and context of other assertions do not count. The management account, which no policy reaches, is an error.
   * @param requests the requests; an error if no service has an action that matches
   */
  public neverAllows(requests: ForbiddenRequests): AccountAssertions {
    const { actions, resources, exceptPrincipals, conditions, byAnyone = false, onOwnResources } = requests;
    const unreached = this.accounts.find((placed) => this.access.isManagementAccount(placed));
    if (unreached !== undefined) throw new Error(`No policy reaches the management account: ${unreached.path}. Select other accounts.`);
    const model = lazyModel();
    const checker = new model.InvariantChecker(this.access, {
      actions, resources, exceptPrincipals, when: conditions as JsonValue, callers: byAnyone ? 'anyone' : 'members', onOwnResources,
    });
    const wrong = this.accounts.map((placed) => ({ path: placed.path, verdict: checker.check(placed) })).filter(({ verdict }) => verdict.kind !== 'proved');
    assertion(wrong.length === 0, `The organization was expected to never allow ${actions.join(', ')}`, wrong.map(({ path, verdict }) => `${path}: ${unprovedText(verdict)}`));
    return this;
  }

  /**
   * Asserts that the account has a tag.
   * @param key the key, which is case-sensitive
   * @param value the expected value; any value by default
   */
  public hasTag(key: string, value?: string): AccountAssertions {
    for (const { path, account } of this.accounts) assertTag(path, account.tags, key, value);
    return this;
  }

  /**
   * Asserts that the account is in an organizational unit, or in one below it.
   * @param path names from the root down, `Workloads/Prod`
   */
  public isIn(path: string): AccountAssertions {
    const elsewhere = this.accounts.filter((placed) => !placed.path.startsWith(`${path}/`)).map((placed) => placed.path);
    assertion(elsewhere.length === 0, `Accounts were expected to be in "${path}", but are elsewhere`, elsewhere);
    return this;
  }

  /**
   * The effective management policy of the account, merged from the root down, as AWS Organizations would return it. Undefined if no policy
   * sets anything, or if the type is not enabled. It is an error for several accounts, for other types, and if the app does not determine
   * all of it. Source: AWS Organizations User Guide, "Viewing effective management policies".
   *
   * @param policyType a type of management policies, such as `PolicyType.TAG_POLICY`
   */
  public effectivePolicy(policyType: PolicyType): any {
    const type = policyType.policyTypeName;
    const [placed, another] = this.accounts;
    if (another !== undefined) throw new Error(`Each account has an effective policy of its own: ${this.accounts.length} accounts. Ask one with account(…).`);
    if (!isManagementPolicyType(type)) {
      throw new Error(`This policy type has no effective policy: "${type}". Give a type of management policies, or ask with allows and denies.`);
    }
    const { document, problems, unknown } = this.access.effectivePolicy(placed, type);
    const open = [...unknown, ...problems.filter(({ kind }) => kind === 'conflict').map((each) => `which policy at ${each.level} sets ${each.path}`)];
    assertion(open.length === 0, `The effective ${type} of ${placed.path} depends on`, open);
    return document;
  }

  private with(more: Asked): AccountAssertions {
    return new AccountAssertions(this.access, this.accounts, { ...this.asked, ...more }, this.newNames);
  }

  private expect(expected: Decision, action: string, context: { [key: string]: string } = {}): AccountAssertions {
    const question = { ...this.asked, action, context: { ...this.asked.context, ...context } };
    assertKnown(action, Object.keys(question.context), this.newNames);
    const wrong = this.accounts.map((placed) => this.access.ask(placed, question)).filter(({ decision }) => decision !== expected);
    if (wrong.length > 0) {
      const verb = expected === 'denied' ? 'deny' : 'allow';
      const whom = this.accounts.length === 1 ? '' : ` in each of ${this.accounts.length} accounts, ${wrong.length} of them do not fit`;
      const more = wrong.length > LISTED ? [`and ${wrong.length - LISTED} more accounts`] : [];
      throw new Error(failureText(`The organization was expected to ${verb} ${action}${whom}`, [...wrong.slice(0, LISTED).flatMap(verdictText), ...more]));
    }
    return this;
  }
}

/**
 * Refuses a name that no request has, which is a mistake in the test.
 *
 * @param newNames names that are newer than the table of this version
 * @throws Error with the most similar name
 */
function assertKnown(action: string, contextKeys: readonly string[], newNames: readonly string[]): void {
  const [unknown] = unknownNames(action, contextKeys, newNames);
  if (unknown !== undefined) throw new Error(unknownNameText(unknown, `say .withNewNames("${unknown.given}") before`));
}

function unprovedText(verdict: InvariantVerdict): string {
  if (verdict.kind === 'refuted') return `${lazyModel().requestInWords(verdict.witness)}.`;
  return verdict.kind === 'undecided' ? `it is not decided: ${verdict.reasons.join('; ')}.` : 'it is proved.';
}

/** The message of a failed assertion: the actual decision, its reason, and the policies attached on the path to the account. */
function verdictText({ placed, request, decision, matchedStatements, missingInformation, levels }: AccessAnswer): string[] {
  const reasons = decision === 'allowed' ? matchedStatements.filter(({ kind }) => kind === 'exempt') : matchedStatements;
  return [
    `${placed.path}: ${VERDICTS[decision]}${missingInformation.length === 0 ? '' : `: ${missingInformation.join(', ')}`}.`,
    ...reasons.map((reason) => `  ${reasonText(reason)}`),
    ...missingInformation.map((what) => `  Supply ${what}: ${howToSupply(what, request)}`),
    ...decision === 'depends' ? [] : levels.map(({ name, policies }) => `  At ${name}: ${policies.join(', ') || 'nothing is attached'}.`),
  ];
}

/** Calls have double quotes, as all languages of the CDK do. */
function howToSupply(what: string, request: AccessRequest): string {
  const resource = resourceThatTells(what, request);
  if (resource !== undefined) return `.onResource("${resource === '*' ? '*' : 'arn:…'}").`;
  if (what === rolePathName(request.principal)) return `.asPrincipal("role/<path>/${sessionRole(request.principal!)}").`;
  const method = METHODS.find(([pattern]) => pattern.test(what))?.[1];
  if (method !== undefined) return `${method}.`;
  return /^[\w./-]+:\S+(?: [^/]*)?$/.test(what) ? `.withContext("${what}", "…").` : 'it is not in the code, so only a deployed organization can tell.';
}

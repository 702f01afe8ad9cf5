import { addressOf, type PrivilegedParts, type PrivilegedResource, FUNCTION_TYPE } from './privileged-parts';
import { symbolsIn } from '../../assembly';
import { GUARDED_ACTIONS, type GuardedAction } from '../../contract';
import { CompiledPolicy, type JsonValue, readPolicyDocument } from '../../policy';

/** Managed policies of AWS that allow closing and removing accounts. Source: AWS Managed Policy Reference. */
const ALLOWING_ALL = /:iam::aws:policy\/(AdministratorAccess|AWSOrganizationsFullAccess)\b/;

/** Guarded actions that the roles of the handlers allow; where there are no handlers, those that any role of the code allows. */
export function guardedActionsOf(parts: PrivilegedParts): GuardedAction[] {
  const granting = ofHandlers(parts);
  const documents = granting.flatMap(({ documents: all }) => Object.entries(all).filter(([name]) => name !== 'trust policy').map(([, document]) => document));
  const allowsAll = granting.some(({ settings }) => ALLOWING_ALL.test(JSON.stringify(settings.ManagedPolicyArns ?? '')));
  return GUARDED_ACTIONS.filter((action) => allowsAll || documents.some((document) => allows(document, action)));
}

/** Matches like the evaluator: patterns, any case, and the actions that `NotAction` leaves. */
function allows(document: JsonValue, action: GuardedAction): boolean {
  // A text that is not certain to be a document, such as one that has a key twice, may allow anything.
  if (typeof document === 'string') return true;
  const { document: policy, problems } = readPolicyDocument(document, 'IDENTITY_POLICY');
  const matching = new CompiledPolicy('rights', policy).matching({ service: 'organizations', name: action.toLowerCase() });
  if (matching.some(({ statement }) => statement.effect === 'Allow')) return true;
  // A document that cannot be read may allow the actions that it mentions.
  return problems.length > 0 && JSON.stringify(document).toLowerCase().includes(action.toLowerCase());
}

/** Roles of the provider's functions, policies that name these roles, and managed policies that these roles name. */
function ofHandlers({ resources, providerFunctions: addresses }: PrivilegedParts): PrivilegedResource[] {
  const iam = resources.filter(({ type }) => type.startsWith('AWS::IAM::'));
  if (addresses.length === 0) return iam;
  const texts = new Map(resources.map((resource) => {
    const text = JSON.stringify(resource.settings);
    return [resource, { text, mentioned: mentionedIn(text) }] as const;
  }));
  const names = (resource: PrivilegedResource, named: PrivilegedResource) => {
    const { text, mentioned } = texts.get(resource)!;
    const { RoleName: name } = named.settings;
    return mentioned.has(addressOf(named)) || (typeof name === 'string' && text.includes(JSON.stringify(name)));
  };
  const functions = resources.filter((each) => addresses.includes(addressOf(each)));
  const roles = iam.filter((role) => role.type === 'AWS::IAM::Role' && functions.some((each) => names(each, role)));
  return iam.filter((each) => roles.includes(each) || roles.some((role) => names(each, role) || names(role, each)));
}

/**
 * Addresses of the functions that act for the organization: those to which service tokens lead, through aliases, variables of the
 * environment and state machines, and those that have a role of one of these.
 */
export function providerFunctions(resources: readonly PrivilegedResource[], serviceTokens: readonly string[]): string[] {
  const mentionedBy = new Map(resources.map((resource) => (
    [addressOf(resource), mentionedIn(JSON.stringify([resource.settings, resource.documents]))])));
  const reached = new Set<string>();
  const visit = (mentioned: ReadonlySet<string>): void => {
    for (const [address, inside] of mentionedBy) {
      if (reached.has(address) || !mentioned.has(address)) continue;
      reached.add(address);
      visit(inside);
    }
  };
  serviceTokens.map(mentionedIn).forEach(visit);
  const roles = [...reached].filter((address) => resources.some((each) => addressOf(each) === address && each.type === 'AWS::IAM::Role'));
  const functions = resources.filter(({ type }) => type === FUNCTION_TYPE);
  const hasRole = ({ settings: { Role: role = '' } }: PrivilegedResource) => {
    const mentioned = mentionedIn(JSON.stringify(role));
    return roles.some((each) => mentioned.has(each));
  };
  return functions.filter((each) => reached.has(addressOf(each)) || hasRole(each)).map(addressOf).sort();
}

/** The addresses of the resources to which a shown text refers, by themselves or by an attribute. Literals that look alike do not count. */
function mentionedIn(text: string): Set<string> {
  return new Set([...symbolsIn(text)].flatMap((name) => {
    const words = name.split('.');
    return words.map((_, index) => words.slice(0, index + 1).join('.'));
  }));
}

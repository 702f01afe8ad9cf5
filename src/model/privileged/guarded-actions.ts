import { addressOf, type PrivilegedParts, type PrivilegedResource } from './privileged-parts';
import { isMentioned } from './provider-functions';
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

/** The evaluator's own matching: patterns, any case, and what `NotAction` leaves over. */
function allows(document: JsonValue, action: GuardedAction): boolean {
  const { document: policy, problems } = readPolicyDocument(document, 'IDENTITY_POLICY');
  const matching = new CompiledPolicy('rights', policy).matching({ service: 'organizations', name: action.toLowerCase() });
  if (matching.some(({ statement }) => statement.effect === 'Allow')) return true;
  // What cannot be read may allow what it names.
  return problems.length > 0 && JSON.stringify(document).toLowerCase().includes(action.toLowerCase());
}

/** Roles of the provider's functions, policies that name these roles, and managed policies that these roles name. */
function ofHandlers({ resources, providerFunctions }: PrivilegedParts): PrivilegedResource[] {
  const iam = resources.filter(({ type }) => type.startsWith('AWS::IAM::'));
  if (providerFunctions.length === 0) return iam;
  const names = (resource: PrivilegedResource, named: PrivilegedResource) => {
    const text = JSON.stringify(resource.settings);
    const { RoleName: name } = named.settings;
    return isMentioned(addressOf(named), text) || (typeof name === 'string' && text.includes(JSON.stringify(name)));
  };
  const functions = resources.filter((each) => providerFunctions.includes(addressOf(each)));
  const roles = iam.filter((role) => role.type === 'AWS::IAM::Role' && functions.some((each) => names(each, role)));
  return iam.filter((each) => roles.includes(each) || roles.some((role) => names(each, role) || names(role, each)));
}

import { actionCovers } from '../../../policy';
import { problem } from '../../validation';

/**
 * The actions that a resource-based delegation policy can allow.
 * Source: AWS Organizations User Guide, "Delegated administrator for AWS Organizations", supported actions (November 2026).
 */
const DELEGATED_READS = [
  'DescribeAccount', 'DescribeCreateAccountStatus', 'DescribeEffectivePolicy', 'DescribeHandshake', 'DescribeOrganization',
  'DescribeOrganizationalUnit', 'DescribePolicy', 'DescribeResourcePolicy', 'ListAWSServiceAccessForOrganization', 'ListAccounts',
  'ListAccountsForParent', 'ListChildren', 'ListCreateAccountStatus', 'ListDelegatedAdministrators', 'ListDelegatedServicesForAccount',
  'ListHandshakesForAccount', 'ListHandshakesForOrganization', 'ListOrganizationalUnitsForParent', 'ListParents', 'ListPolicies',
  'ListPoliciesForTarget', 'ListRoots', 'ListTagsForResource', 'ListTargetsForPolicy',
] as const;

const DELEGATED_WRITES = [
  'AttachPolicy', 'CreatePolicy', 'DeletePolicy', 'DetachPolicy', 'DisablePolicyType', 'EnablePolicyType', 'TagResource', 'UntagResource',
  'UpdatePolicy',
] as const;

const DELEGABLE: readonly string[] = [...DELEGATED_READS, ...DELEGATED_WRITES].map((name) => `organizations:${name}`);

/** Whether a delegation policy may name an action; a pattern has to match at least one of the supported actions. */
function isDelegable(action: string): boolean {
  return /^organizations:/i.test(action) && DELEGABLE.some((name) => actionCovers(action, name));
}

/** An account, or an IAM principal of one, or everyone. Source: IAM User Guide, "AWS JSON policy elements: Principal". */
const IAM_PRINCIPAL = /^(?:\*|(\d{12})|arn:[^:]*:(?:iam|sts)::(\d{12}):.+)$/;

type Statement = Readonly<Record<string, unknown>>;

const REFUSED = ['NotAction', 'NotResource', 'NotPrincipal'];
/** Condition keys that restrict callers to the organization or to some of its accounts. */
const CONFINING_KEYS = ['aws:principalorgid', 'aws:principalorgpaths', 'aws:principalaccount', 'aws:principalarn'];

/**
 * The parts of a statement, given as in the template, that AWS Organizations refuses in a resource policy.
 * Source: AWS Organizations User Guide, "Delegated administrator for AWS Organizations"; API Reference, InvalidInputException.
 */
export function statementProblems(statement: Statement, index: number, managementAccountId?: string): string[] {
  const where = typeof statement.Sid === 'string' ? `the statement "${statement.Sid}"` : `statement ${index + 1}`;
  const found = REFUSED.filter((element) => element in statement).map((element) => problem({
    wrong: `AWS Organizations refuses ${element} in a resource policy`,
    given: where,
    remedy: `Write ${element.slice('Not'.length)} instead, which lists what is meant`,
  }));
  const actions = list(statement.Action).filter((action): action is string => typeof action === 'string');
  const refused = actions.filter((action) => !isDelegable(action));
  if (refused.length > 0) {
    found.push(problem({
      wrong: refused.some((action) => /[*?]/.test(action))
        ? 'A resource policy cannot delegate these actions, or their patterns match none that can be delegated' : 'A resource policy cannot delegate these actions',
      given: `${refused.join(', ')} in ${where}`,
      remedy: 'Leave them out: reads, the management of policies and policy types, TagResource and UntagResource can be delegated',
    }));
  }
  if (!('NotPrincipal' in statement)) found.push(...principalProblems(statement, where, managementAccountId));
  return found;
}

function principalProblems({ Principal, Condition, Effect }: Statement, where: string, managementAccountId: string | undefined): string[] {
  const isMap = typeof Principal === 'object' && Principal !== null && !Array.isArray(Principal);
  const kinds = isMap ? Object.keys(Principal) : [];
  const names = isMap ? list((Principal as Record<string, unknown>).AWS) : list(Principal);
  const remedy = 'Name accounts of the organization, as in new AccountPrincipal("222222222222")';
  if (names.length === 0 || kinds.some((kind) => kind !== 'AWS')) {
    return [problem({ wrong: 'A statement of a resource policy has to name AWS accounts, and nothing else, as its principals', given: where, remedy })];
  }
  const texts = names.filter((name): name is string => typeof name === 'string');
  const noAccounts = texts.filter((name) => !IAM_PRINCIPAL.test(name));
  if (noAccounts.length > 0) {
    return [problem({ wrong: 'A statement of a resource policy names principals that are no AWS accounts', given: `${noAccounts.join(', ')} in ${where}`, remedy })];
  }
  const manager = texts.filter((name) => managementAccountId !== undefined && accountOf(name) === managementAccountId);
  if (manager.length > 0 && Effect !== 'Deny') {
    return [problem({
      wrong: 'A statement of a resource policy delegates to the management account, which has these rights already',
      given: `${manager.join(', ')} in ${where}`,
      remedy: 'Name member accounts of the organization instead',
    })];
  }
  if (Effect === 'Deny' || !names.includes('*') || isConfined(Condition)) return [];
  return [problem({
    wrong: 'A statement of the resource policy allows everyone to act for the organization',
    given: `"*" in ${where}`,
    remedy: `${remedy}, or add a condition on aws:PrincipalOrgID`,
  })];
}

function accountOf(principal: string): string | undefined {
  const [, account, ownerOfArn] = IAM_PRINCIPAL.exec(principal) ?? [];
  return account ?? ownerOfArn;
}

function isConfined(condition: unknown): boolean {
  return Object.values(Object(condition) as object).some((keys) => (
    Object.keys(Object(keys) as object).some((key) => CONFINING_KEYS.includes(key.toLowerCase()))));
}

function list(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

import { answer, asReading, classify, unknown } from '../finding';
import type { Need, Probe } from '../probe';
import { partitionOf } from '../session/connection';
import { markedChange, RESOURCE_POLICY_SID } from '../session/marks';
import { policyInput, type Session } from '../session/session';

const SECOND = 1_000;
const HAS_ONE = unknown('the organization has a resource policy, and it stays as it is');

async function hasResourcePolicy(session: Session): Promise<boolean> {
  return (await session.outcome('DescribeResourcePolicy', {})).code !== 'ResourcePolicyNotFoundException';
}

type Statement = readonly [actions: readonly string[], resource: string, condition?: object];

/** A resource policy that lets an account do what the statements say, and list the roots besides. */
function delegation(accountId: string, statements: readonly Statement[]): string {
  const allow = ([actions, Resource, Condition]: Statement, index: number) => ({
    Sid: `${RESOURCE_POLICY_SID}${index}`,
    Effect: 'Allow',
    Principal: { AWS: accountId },
    Action: actions.map((action) => `organizations:${action}`),
    Resource,
    ...(Condition && { Condition }),
  });
  const all: readonly Statement[] = [[['ListRoots'], '*'], ...statements];
  return JSON.stringify({ Version: '2012-10-17', Statement: all.map(allow) });
}

const tags: Probe = {
  questions: { tagsOfAnExistingResourcePolicy: 'How does PutResourcePolicy with tags end where a resource policy exists?' },
  run: async (session) => {
    if (await hasResourcePolicy(session)) return { tagsOfAnExistingResourcePolicy: HAS_ONE };
    const Content = delegation(await session.connection.callerAccount(), []);
    await markedChange(session, { kind: 'resource-policy', name: 'own' });
    const put = (Key: string) => session.outcome('PutResourcePolicy', { Content, Tags: [{ Key, Value: 'probe' }] });
    const created = await put('first');
    if (created.code !== 'success') return { tagsOfAnExistingResourcePolicy: unknown(`the first PutResourcePolicy was refused with ${created.text}`) };
    await session.sleep(5 * SECOND);
    const again = await put('second');
    if (again.code !== 'success') return { tagsOfAnExistingResourcePolicy: asReading('tagsOfAnExistingResourcePolicy', again) };
    await session.sleep(20 * SECOND);
    const ResourceId = created.output!.ResourcePolicy!.ResourcePolicySummary!.Id!;
    const keys = await session.all('ListTagsForResource', { ResourceId }, ({ Tags }) => Tags?.map(({ Key }) => Key));
    const reading = ({ first: 'ignored', second: 'replaceTheOld' } as const)[keys.sort().join()];
    return { tagsOfAnExistingResourcePolicy: reading === undefined ? { other: `tags after success: ${keys.join(', ')}` } : answer(reading) };
  },
};

/** Delegates to a member, and waits until the member may do what is allowed without a doubt. */
async function delegate(session: Session, member: string, statements: readonly Statement[]): Promise<void> {
  await markedChange(session, { kind: 'resource-policy', name: 'own' });
  await session.call('PutResourcePolicy', { Content: delegation(member, statements) });
  await session.until('the delegation', async () => ((await session.outcome('ListRoots', {}, member)).code === 'success' ? true : undefined));
  await session.sleep(10 * SECOND);
}

async function createAsMember(session: Session, member: string, text: string, tag?: { readonly Key: string; readonly Value: string }) {
  const outcome = await session.outcome('CreatePolicy', { ...policyInput(session.name(text), 'TAG_POLICY'), ...(tag && { Tags: [tag] }) }, member);
  session.remember({ policy: outcome.output?.Policy?.PolicySummary?.Id });
  return outcome;
}

const needs: readonly Need[] = ['account'];
const DENIED = 'AccessDeniedException';
const SUCCESS = 'success';

const typeKey: Probe = {
  needs,
  questions: { policyTypeKey: 'Which requests have the condition key organizations:PolicyType?' },
  run: async (session, options) => {
    if (await hasResourcePolicy(session)) return { policyTypeKey: HAS_ONE };
    const [account, PolicyId] = [await options.account!.get(), await session.policy('a', 'TAG_POLICY')];
    const ofType = { StringEquals: { 'organizations:PolicyType': 'TAG_POLICY' } };
    await delegate(session, account, [[['CreatePolicy', 'UpdatePolicy'], '*', ofType]]);
    const created = await createAsMember(session, account, 'b');
    const updated = await session.outcome('UpdatePolicy', { PolicyId, Description: 'changed' }, account);
    return {
      policyTypeKey: classify([created, updated], {
        everywhere: [SUCCESS, SUCCESS], whereTheRequestNamesIt: [SUCCESS, DENIED], nowhere: [DENIED, DENIED],
      }),
    };
  },
};

const resource: Probe = {
  needs,
  questions: { resourceOfCreatePolicy: 'Which resource has CreatePolicy in a statement?' },
  run: async (session, options) => {
    if (await hasResourcePolicy(session)) return { resourceOfCreatePolicy: HAS_ONE };
    const account = await options.account!.get();
    await delegate(session, account, [[['CreatePolicy'], `arn:${partitionOf(session.connection.region)}:organizations::*:policy/o-*/tag_policy/*`]]);
    const created = await createAsMember(session, account, 'a');
    return { resourceOfCreatePolicy: classify([created], { policiesOfItsType: [SUCCESS], anyResource: [DENIED] }) };
  },
};

const tagsOfRequest: Probe = {
  needs,
  questions: { tagsOfNewPolicies: 'For which tags is TagResource checked when CreatePolicy passes tags?' },
  run: async (session, options) => {
    if (await hasResourcePolicy(session)) return { tagsOfNewPolicies: HAS_ONE };
    const account = await options.account!.get();
    const tag = { Key: 'cdk-org-probe', Value: 'red' };
    await delegate(session, account, [
      [['CreatePolicy'], '*'], [['TagResource'], '*', { StringEquals: { 'aws:ResourceTag/cdk-org-probe': 'red' } }],
    ]);
    const created = await createAsMember(session, account, 'a', tag);
    return { tagsOfNewPolicies: classify([created], { thoseOfTheRequest: [SUCCESS], none: [DENIED] }) };
  },
};

export const RESOURCE_POLICY_PROBES: readonly Probe[] = [tags, typeKey, resource, tagsOfRequest];

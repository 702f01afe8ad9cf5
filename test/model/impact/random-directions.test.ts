import * as fc from 'fast-check';
import { type ActionsImpact, type AttachedPolicy, impactOf, type Organization, placedAccounts, type Policy, PolicyChains } from '../../../src/model';
import { align } from '../../../src/model/diff/identity/align';
import { ActionChanges } from '../../../src/model/impact/action-changes';
import { byService } from '../../../src/model/impact/action-classes';
import { directionOf } from '../../../src/model/impact/actions-impact';
import { actionCovers, evaluate } from '../../../src/policy';
import { isNight } from '../../proofs/support/proof-runs';
import { account, attached, FULL_ACCESS, organization, policy, unit } from '../organizations';

/** Actions of the table, actions that are not in it, and one of a service that resource control policies do not reach. */
const KNOWN = ['s3:GetObject', 's3:PutObject', 'sts:AssumeRole', 'iam:CreateUser'];
const NEW = ['s3:GetFuture', 'newservice:Begin', 'newservice:Stop'];
const PATTERNS = ['*', 's3:*', 's3:Get*', 's3:GetObject', 's3:GetFuture', 'newservice:*', 'newservice:B*', 'sts:*', 'iam:*'];
/** A resource control policy names services that it reaches. */
const OF_RESOURCES = ['s3:*', 's3:Get*', 's3:GetObject', 's3:GetFuture', 'sts:*'];
const [OWN, OTHER] = ['111122223301', '111122223302'];
const VALUES: Record<string, readonly (string | null)[]> = {
  'aws:RequestedRegion': ['eu-west-1', 'us-east-1', 'us-west-2', null],
  'aws:PrincipalAccount': [OWN, OTHER, '999900001111', null],
};

const condition = fc.constantFrom<object>(
  {}, {}, { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } }, { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } },
  { StringNotEquals: { 'aws:PrincipalAccount': OTHER } }, { StringNotEquals: { 'aws:PrincipalAccount': [OTHER, OWN] } },
  { StringNotEqualsIfExists: { 'aws:PrincipalAccount': OWN } }, { StringLike: { 'aws:PrincipalAccount': '9999*' } },
);
const element = (names: readonly string[], patterns: readonly string[]) => fc.tuple(
  fc.constantFrom(...names), fc.uniqueArray(fc.constantFrom(...patterns), { minLength: 1, maxLength: 2 }),
).filter(([name, some]) => name === 'Action' || !some.includes('*')).map(([name, some]) => ({ [name]: some }));
const statement = (effects: readonly string[], action: fc.Arbitrary<object>) => fc.tuple(fc.constantFrom(...effects), action, condition)
  .map(([Effect, named, Condition]) => ({ Effect, ...named, Resource: '*', Condition }));

const OF_SERVICE = statement(['Deny', 'Deny', 'Allow'], element(['Action', 'Action', 'NotAction'], PATTERNS));
const ofService = fc.array(OF_SERVICE, { minLength: 1, maxLength: 2 });
const ofResources = fc.array(statement(['Deny'], element(['Action'], OF_RESOURCES)), { minLength: 1, maxLength: 2 })
  .map((statements) => statements.map((each) => ({ ...each, Principal: '*' })));
const oneOrTwo = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 2 });
const policies = fc.tuple(oneOrTwo(ofService), oneOrTwo(ofResources), fc.boolean());

const FULL_RESOURCE_ACCESS: AttachedPolicy = { id: 'p-RCPFullAWSAccess', name: 'RCPFullAWSAccess', type: 'RESOURCE_CONTROL_POLICY', awsManaged: true };

/** Which policies hang at the root, and which at the unit, by bits. */
type Plan = readonly [service: readonly object[][], resources: readonly object[][], allowsAll: boolean];

function organizationOf([service, resources, allowsAll]: Plan, bits: number): Organization {
  const document = (Statement: unknown) => ({ Version: '2012-10-17', Statement });
  const serviceControl = service.map((statements, index) => policy(`scp${index}`, document(statements)));
  const resourceControl = resources.map((statements, index): Policy => ({ ...policy(`rcp${index}`, document(statements)), type: 'RESOURCE_CONTROL_POLICY' }));
  const all = [...serviceControl, ...resourceControl];
  const at = (place: number) => all.filter((_, index) => Math.floor(bits / 2 ** (2 * index + place)) % 2 === 1).map(attached);
  const full = [FULL_ACCESS, FULL_RESOURCE_ACCESS];
  return organization({
    root: {
      attachedPolicies: [...full, ...at(0)],
      organizationalUnits: [unit('Unit', {
        attachedPolicies: [...(allowsAll ? full : full.slice(1)), ...at(1)],
        accounts: [[OWN, 'own'], [OTHER, 'other']].map(([id, name]) => ({ ...account(name, { attachedPolicies: full }), id })),
      })],
    },
    policies: all,
    more: { policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] },
  });
}

function levelsOf(value: Organization, id: string) {
  return new PolicyChains(value).of(placedAccounts(value).find((placed) => placed.account.id === id)!).levels;
}

/** The requests of each kind that pass, by type: SCPs judge those of the account itself, RCPs those of anyone. */
function passing(value: Organization, id: string, action: string): string[] {
  const levels = levelsOf(value, id);
  const contexts = VALUES['aws:RequestedRegion'].flatMap((region) => VALUES['aws:PrincipalAccount'].map((principal) => (
    { 'aws:RequestedRegion': region, 'aws:PrincipalAccount': principal })));
  const passes = (only: object, context: Record<string, string | null>) => evaluate({
    levels: levels.map((level) => ({ ...level, ...only })), request: { action, context, contextIsComplete: true },
  }).decision !== 'denied';
  return contexts.flatMap((context) => [
    ...(context['aws:PrincipalAccount'] === id && passes({ resourceControlPolicies: undefined }, context) ? [`SCP ${JSON.stringify(context)}`] : []),
    ...(passes({ serviceControlPolicies: undefined }, context) ? [`RCP ${JSON.stringify(context)}`] : []),
  ]);
}

function expected(base: Organization, head: Organization, id: string, action: string): ActionsImpact['direction'] | undefined {
  const [before, after] = [base, head].map((value) => passing(value, id, action));
  const [more, less] = [after.some((each) => !before.includes(each)), before.some((each) => !after.includes(each))];
  return more ? less ? 'both' : 'loosens' : less ? 'tightens' : undefined;
}

/** Two organizations with policies at other places, or with other policies. */
const pairs = fc.tuple(policies, policies, fc.nat(), fc.nat(), fc.boolean()).map(([one, another, before, after, isSame]) => (
  [organizationOf(one, before), organizationOf(isSame ? one : another, after)] as const));
const RUNS = { numRuns: isNight() ? 1_000 : 50 };

/** The directions that a review tells for an action. */
function told(found: readonly ActionsImpact[], action: string): string[] {
  const naming = found.filter((each) => each.newAction === undefined && each.actions.some((pattern) => actionCovers(pattern, action)));
  return [...new Set(naming.map(({ direction }) => direction))];
}

test('the direction of each action in each account is that of all its requests, by type of policy', () => {
  fc.assert(fc.property(pairs, ([base, head]) => {
    const groups = impactOf(align(base, head));
    for (const id of [OWN, OTHER]) {
      const found = groups.filter(({ accounts }) => accounts.some((each) => each.id === id)).flatMap(({ actions }) => actions);
      const directions = found.map(({ direction }) => direction);
      for (const action of KNOWN) {
        expect([action, told(found, action)]).toEqual([action, [expected(base, head, id, action)].filter((each) => each !== undefined)]);
      }
      for (const action of NEW) {
        const direction = expected(base, head, id, action);
        // A known action that changes in the same way stands for new ones.
        if (direction !== undefined) expect([action, directions]).toEqual([action, expect.arrayContaining([direction])]);
      }
    }
  }), RUNS);
});

/** Whether a direction includes another one, or is it. */
const includes = (shown: string | undefined, real: string | undefined) => real === undefined || shown === 'both' || shown === real;

test('the direction that statements alone show hides nothing', () => {
  fc.assert(fc.property(pairs, ([base, head]) => {
    const [former, present] = [base, head].map((value) => levelsOf(value, OWN));
    const levels = new Map([...former, ...present].map((level, index) => [index, level]));
    const keys = [...levels.keys()];
    const changes = new ActionChanges(levels, byService(KNOWN), false);
    const changed = changes.of({ left: keys.slice(0, former.length), common: [], joined: keys.slice(former.length) });
    for (const action of KNOWN) {
      const found = changed.find((each) => [...each.actions.values()].flat().includes(action));
      const shown = found && directionOf(found);
      expect([action, shown, includes(shown, expected(base, head, OWN, action))]).toEqual([action, shown, true]);
    }
  }), RUNS);
});

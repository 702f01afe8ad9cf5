import { type InCode, type Obstacle, reviewOfDeployment } from '../../../src/model';
import { account, IN_CODE, inCode, live, organization, unit } from '../organizations';
import { s3 } from './support';

const HERE = 'S@eu-central-1';
const THERE = 'S@eu-west-1';
const there = { 'cdk-aws-organizations:owner': THERE };
const rootTags = { [`cdk-aws-organizations:root-tags/${THERE}`]: THERE };

/** Code that deploys one resource of each kind to the Region. */
const code = (owner = HERE, more: Partial<InCode> = {}) => organization({
  root: {
    code: { ...IN_CODE, owner, ...more },
    organizationalUnits: [unit('Dev', { code: inCode('Dev', { owner, ...more }), accounts: [account('shop', { code: inCode('shop', { owner, ...more }) })] })],
  },
  policies: [{ ...s3, code: inCode('guard', { owner, ...more }) }],
  more: { code: { owners: [owner], guardedActions: [], withoutFullAwsAccess: [] } },
});

const deployed = (tags: Record<string, string> = there, root: Record<string, string> = rootTags) => live.organization({
  root: { tags: root, organizationalUnits: [live.unit('Dev', 1, { tags, accounts: [live.account('shop', 1, { tags })] })] },
  policies: [live.policy('guard', s3.content, tags)],
});

const MESSAGE = 'The deployed resources belong to the stack of this name in another Region, so the deployment stops at the first of them '
  + '(given: S@eu-central-1 in the code; S@eu-west-1 in the owner tags of Root, Root/Dev, Root/Dev/shop and 1 more). '
  + 'Deploy the stack to eu-west-1. To manage the organization from eu-central-1 from now on, set adopt: true on the constructs.';

test('a deployment to a Region that differs from the owner tags is one obstacle that names both Regions', () => {
  const obstacles: readonly Obstacle[] = reviewOfDeployment(deployed(), code()).obstacles;
  expect(obstacles).toEqual([{ kind: 'otherRegion', subject: 'stack S', message: MESSAGE }]);
});

test('a deployment to another Region is one obstacle if the former code was deployed to the former Region', () => {
  expect(reviewOfDeployment(deployed(), code(), code(THERE)).obstacles.map(({ kind }) => kind)).toStrictEqual(['otherRegion']);
});

test.each([
  ['the Region of the owner tags', code(THERE), []],
  ['a Region that the code leaves open', code('S'), []],
  ['another Region on purpose, with adopt: true', code(HERE, { adopt: true }), []],
  ['a stack of another name', code('Other@eu-central-1'), ['taken', 'taken', 'taken']],
])('%s: %#', (_, head, kinds) => {
  expect(reviewOfDeployment(deployed(), head).obstacles.map(({ kind }) => kind)).toStrictEqual(kinds);
});

test('the tags of the root are enough for the obstacle', () => {
  const obstacles = reviewOfDeployment(deployed({ 'cdk-aws-organizations:owner': HERE }), code()).obstacles;
  expect(obstacles.map(({ message }) => message)).toEqual([expect.stringContaining('S@eu-west-1 in the owner tags of Root).')]);
});

test('resources of others are reported as taken besides', () => {
  const others = deployed();
  const policies = others.policies.map((policy) => ({ ...policy, tags: {} }));
  expect(reviewOfDeployment({ ...others, policies }, code()).obstacles.map(({ kind }) => kind).sort()).toEqual(['otherRegion', 'taken']);
});

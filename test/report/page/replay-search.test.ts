import { NO_REPLAY_FILTER, type ReplayFilter, ReplaySearch, unitsOf } from '../../../src/report/page/replay/replay-search';
import { samplePrincipal, sampleUse } from '../sample-replay';

const DEPLOY = samplePrincipal('Deploy', 'Workloads/Prod/shop', '111111111111', [
  sampleUse('ec2:RunInstances', { lastUse: '2026-11-20T10:00:00Z', resource: 'arn:aws:ec2:us-west-2::image/ami-1' }),
  sampleUse('s3:GetObject', { lastUse: '2026-11-02T10:00:00Z', dependsOn: ['aws:ViaAWSService'], statements: ['Forwarded of direct at root'] }),
]);
const AUDIT = samplePrincipal('Audit', 'Workloads/data', '222222222222', [sampleUse('s3:ListBucket', { direction: 'allowed' })]);
const BREAK_GLASS = samplePrincipal('BreakGlass', 'management', '999999999999', [sampleUse('ec2:StopInstances', { lastUse: '2026-11-19T23:59:59Z' })]);
const SEARCH = new ReplaySearch([DEPLOY, AUDIT, BREAK_GLASS]);

const found = (filter: Partial<ReplayFilter>) => SEARCH.find({ ...NO_REPLAY_FILTER, ...filter })
  .map(({ principal, uses }) => [principal.split('/')[1], ...uses.map(({ action }) => action)]);

test('an empty filter finds every principal with all uses', () => {
  expect(SEARCH.find(NO_REPLAY_FILTER)).toEqual([DEPLOY, AUDIT, BREAK_GLASS]);
});

test.each<[string, Partial<ReplayFilter>, string[][]]>([
  ['a unit stands for the units below it', { unit: 'Workloads' }, [['Deploy', 'ec2:RunInstances', 's3:GetObject'], ['Audit', 's3:ListBucket']]],
  ['a unit is not found by a part of its name', { unit: 'Work' }, []],
  ['the root has accounts of its own', { unit: 'root' }, [['BreakGlass', 'ec2:StopInstances']]],
  ['a part of a role is found without letter case', { principal: 'AUD' }, [['Audit', 's3:ListBucket']]],
  ['a role is found by the ID of its account', { principal: '::999999999999:' }, [['BreakGlass', 'ec2:StopInstances']]],
  ['an action leaves the uses that have it', { action: 's3:' }, [['Deploy', 's3:GetObject'], ['Audit', 's3:ListBucket']]],
  ['an action is not found in a resource', { action: 'image' }, []],
  ['a day leaves what was used on it or later', { since: '2026-11-20' }, [['Deploy', 'ec2:RunInstances']]],
  ['a use without a time was not used since a day', { since: '2000-01-01', action: 'list' }, []],
  ['an effect leaves its uses', { direction: 'allowed' }, [['Audit', 's3:ListBucket']]],
  ['words are found in keys and statements', { words: 'viaawsservice FORWARDED' }, [['Deploy', 's3:GetObject']]],
  ['words of the principal and of the use stand together', { words: 'shop ami-1' }, [['Deploy', 'ec2:RunInstances']]],
  ['words of two uses find none of them', { words: 'ami-1 viaawsservice' }, []],
  ['all conditions have to hold', { unit: 'Workloads/Prod', action: 'ec2', since: '2026-11-21' }, []],
])('%s', (_title, filter, expected) => {
  expect(found(filter)).toEqual(expected);
});

test('the units of a filter are those with affected principals and those above, also where a name holds a slash', () => {
  const slashed = samplePrincipal('Deploy', 'Dev/Test/web', '333333333333', [sampleUse('s3:GetObject')]);
  const all = ['Dev/Test', 'Sandbox', 'Workloads', 'Workloads/Prod', 'Workloads/NonProd'];
  expect(unitsOf([DEPLOY, BREAK_GLASS, slashed], all)).toEqual(['Dev/Test', 'Workloads', 'Workloads/Prod', 'root']);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeReadings, outcomeOf } from './describe-readings';
import { ORGANIZATIONS_READINGS, readingsFrom } from '../../../src/simulator';
import { PROTOCOL_READINGS } from '../../../src/simulator/readings/protocol-readings';
import { Harness, SCP } from '../harness';

const SECOND = 1_000;

/** How many pages a list has, and how many entries each. */
function pageLengths(harness: Harness, operation: string, member: string, request: object): number[] {
  const lengths: number[] = [];
  let NextToken: string | undefined;
  do {
    const answer = harness.call(operation, { ...request, NextToken });
    lengths.push(answer[member].length);
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return lengths;
}

describeReadings(PROTOCOL_READINGS, {
  conflictCheck: {
    options: { conflicts: { writeMs: [500, 500] } },
    observe: (harness) => {
      const root = harness.organization();
      harness.now += SECOND;
      harness.unit(root, 'A');
      const before = JSON.stringify(harness.simulator.state());
      const wrong = outcomeOf(harness, 'CreateOrganizationalUnit', { ParentId: root, Name: 'A' });
      const right = outcomeOf(harness, 'CreateOrganizationalUnit', { ParentId: root, Name: 'B' });
      return { wrong, right, isUnchanged: JSON.stringify(harness.simulator.state()) === before };
    },
    expected: {
      beforeMeaning: { wrong: 'ConcurrentModificationException', right: 'ConcurrentModificationException', isUnchanged: true },
      afterMeaning: { wrong: 'DuplicateOrganizationalUnitException', right: 'ConcurrentModificationException', isUnchanged: true },
    },
  },
  permissionCheck: {
    observe: (harness) => {
      harness.organization();
      const member = harness.account('one');
      return [outcomeOf(harness, 'CreateAccount', {}, member), outcomeOf(harness, 'CreateAccount', {})];
    },
    expected: {
      beforeRequest: ['AccessDeniedException', 'InvalidInputException INPUT_REQUIRED'],
      afterRequest: ['InvalidInputException INPUT_REQUIRED', 'InvalidInputException INPUT_REQUIRED'],
    },
  },
  notVisibleYet: {
    // Without the organization's own lag, which would refuse every call.
    options: { seed: 4, lagMs: 0, lagMsByKind: { organizationalUnits: 10 * SECOND }, staleReferences: true },
    observe: (harness) => {
      const root = harness.organization();
      harness.now += 60 * SECOND;
      const unit = harness.unit(root, 'A');
      const reads = Array.from({ length: 20 }, () => outcomeOf(harness, 'DescribeOrganizationalUnit', { OrganizationalUnitId: unit }));
      const writes = Array.from({ length: 20 }, (_, index) => outcomeOf(harness, 'CreateOrganizationalUnit', { ParentId: unit, Name: `B${index}` }));
      const missing = outcomeOf(harness, 'DescribeOrganizationalUnit', { OrganizationalUnitId: `${unit.slice(0, -4)}zzzz` });
      const refusals = (outcomes: string[]) => [...new Set(outcomes.filter((outcome) => outcome !== 'success'))];
      return [refusals(reads), refusals(writes), missing];
    },
    expected: {
      notFound: [['OrganizationalUnitNotFoundException'], ['ParentNotFoundException'], 'OrganizationalUnitNotFoundException'],
      AccessDeniedException: [['AccessDeniedException'], ['AccessDeniedException'], 'OrganizationalUnitNotFoundException'],
    },
  },
  rateBuckets: {
    options: { rates: true },
    observe: (harness) => {
      harness.organization();
      harness.now += 60 * SECOND;
      const PolicyId = harness.policy('P');
      harness.now += 60 * SECOND;
      const accepted = (operation: string, request: object, calls: number) => Array
        .from({ length: calls }, () => outcomeOf(harness, operation, request))
        .filter((outcome) => outcome !== 'TooManyRequestsException').length;
      // Three changes of a policy at once, then one of another kind; and thirty reads, then one of another kind.
      const changes = [accepted('UpdatePolicy', { PolicyId, Description: 'again' }, 4), accepted('DeletePolicy', { PolicyId: 'p-11111111' }, 1)];
      harness.now += 60 * SECOND;
      return [...changes, accepted('DescribeAccount', { AccountId: '111111111111' }, 30), accepted('ListAccounts', {}, 1)];
    },
    expected: { onePerOperation: [3, 1, 30, 1], onePerTableRow: [3, 0, 30, 1], oneMoreForAll: [3, 1, 30, 0] },
  },
  refusedCalls: {
    options: { rates: true },
    observe: (harness) => {
      harness.organization();
      harness.now += 60 * SECOND;
      // Two at once, then one a second: asking twice a second gets every second call through, or none.
      const outcomes = Array.from({ length: 10 }, () => {
        harness.now += SECOND / 2;
        return outcomeOf(harness, 'ListRoots') === 'success' ? 'y' : 'n';
      });
      return outcomes.join('');
    },
    expected: { takeNoToken: 'yyynynynyn', takeAToken: 'yyynnnnnnn' },
  },
  throttles: {
    options: { faults: ['ListRoots:fail=TooManyRequestsException'] },
    observe: (harness) => {
      harness.organization();
      const { status, body } = harness.simulator.handle({
        method: 'POST', path: '/', headers: { 'x-amz-target': 'AWSOrganizationsV20161128.ListRoots' }, body: '{}',
      });
      return [status, JSON.parse(body).__type];
    },
    expected: {
      TooManyRequestsException: [400, 'TooManyRequestsException'],
      TooManyRequestsExceptionWithHttp429: [429, 'TooManyRequestsException'],
      ThrottlingException: [400, 'ThrottlingException'],
      RequestLimitExceeded: [400, 'RequestLimitExceeded'],
    },
  },
  emptyPages: {
    observe: (harness) => {
      const root = harness.organization();
      for (let index = 0; index < 5; index++) harness.unit(root, `U${index}`);
      return pageLengths(harness, 'ListOrganizationalUnitsForParent', 'OrganizationalUnits', { ParentId: root, MaxResults: 2 });
    },
    expected: { someWithLag: [2, 2, 1], everyFirst: [0, 2, 2, 1], everySecond: [0, 2, 0, 2, 0, 1] },
  },
  pageSizes: {
    observe: (harness) => {
      const root = harness.organization();
      for (let index = 0; index < 7; index++) harness.unit(root, `U${index}`);
      return pageLengths(harness, 'ListOrganizationalUnitsForParent', 'OrganizationalUnits', { ParentId: root, MaxResults: 20 });
    },
    expected: { asAsked: [7], atMostThree: [3, 3, 1] },
  },
  reasons: {
    observe: (harness) => outcomeOf(harness, 'DetachPolicy', { PolicyId: 'p-FullAWSAccess', TargetId: harness.organization(SCP) }),
    expected: {
      plain: 'ConstraintViolationException MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
      withSuffix: 'ConstraintViolationException MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED:DETAIL',
    },
  },
});

test('a reading that does not exist is refused, with what there is', () => {
  expect(() => readingsFrom({ policyName: 'uniquePerType' } as never))
    .toThrow('This reading of AWS Organizations does not exist: "policyName". The nearest is policyNames. Give one of closingAnAccountBeingClosed, ');
  expect(() => readingsFrom({ policyNames: 'unique' } as never)).toThrow(
    'The reading policyNames of AWS Organizations is wrong: "unique". Give one of uniquePerType, uniqueInTheOrganization, uniquePerTypeInAnyCase.');
});

test('accountStatus: false is short for accounts without Status', () => {
  const harness = new Harness({ accountStatus: false });
  harness.organization();
  expect(harness.call('DescribeAccount', { AccountId: '111111111111' }).Account).not.toHaveProperty('Status');
});

test('every switch has at least two readings, and each reading once', () => {
  for (const readings of Object.values(ORGANIZATIONS_READINGS)) expect(new Set(readings).size).toBe(readings.length);
});

test.each(Object.entries(ORGANIZATIONS_READINGS))('SIMULATOR.md lists the switch %s with its readings', (name, readings) => {
  const page = readFileSync(join(__dirname, '..', '..', '..', 'src', 'simulator', 'SIMULATOR.md'), 'utf8');
  expect(page).toContain(`| ${readings.map((reading) => `\`${reading}\``).join(', ')} | \`${name}\` |`);
});

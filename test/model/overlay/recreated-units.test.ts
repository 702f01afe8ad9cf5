import { type Organization, overlay, type Policy } from '../../../src/model';
import { account, attached, FULL_ACCESS, inCode, live, organization, owned, policy, symbol, unit } from '../organizations';

/** Two units with an account each. The code moves both below Home, by other constructs: the deployment recreates them there.
 * An account that leaves the app stays in each, so the former units remain. */
const DENY = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } };
const [one, two, three] = ['one', 'two', 'three'].map((name) => policy(name, DENY));
const OURS = [one, two, three].map(({ name }) => live.policy(name, DENY, owned));
const THEIRS = live.policy('theirs', DENY);

interface Version {
  readonly home: 'Root' | 'Home';
  readonly policies: readonly Policy[];
  readonly types?: Organization['policyTypes'];
}

const NAMES = ['Dev', 'Prod'];

function code({ home, policies, types = ['SERVICE_CONTROL_POLICY'] }: Version): Organization {
  const units = NAMES.map((name) => unit(name, {
    id: symbol(`${home}${name}`),
    attachedPolicies: policies.map(attached),
    accounts: [account(`in-${name}`)],
    organizationalUnits: home === 'Root' ? [unit(`Rest-${name}`, { accounts: [account(`rest-${name}`, { code: { ...inCode(`rest-${name}`), retained: true } })] })] : [],
    code: inCode(symbol(`${home}${name}`), { allowReplacement: true }),
  }));
  return organization({
    root: { organizationalUnits: [...home === 'Root' ? units : [], unit('Home', { organizationalUnits: home === 'Home' ? units : [] })] },
    policies: [one, two, three],
    more: { policyTypes: types },
  });
}

const found = live.organization({
  root: {
    organizationalUnits: [
      live.unit('Home', 3, { tags: owned, attachedPolicies: [FULL_ACCESS] }),
      ...NAMES.map((name, index) => live.unit(name, index + 1, {
        tags: owned,
        attachedPolicies: [FULL_ACCESS, ...[...OURS.slice(0, 2), THEIRS].map(attached)],
        accounts: [live.account(`in-${name}`, index + 1, { tags: owned })],
        organizationalUnits: [live.unit(`Rest-${name}`, index + 5, { tags: owned, accounts: [live.account(`rest-${name}`, index + 5, { tags: owned })] })],
      })),
    ],
  },
  policies: [...OURS, THEIRS],
  more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
});

function inHome(head: Version): string[][] {
  const former = code({ home: 'Root', policies: [one, two] });
  const planned = overlay(found, code(head), { former });
  const home = planned.root.organizationalUnits.find(({ name }) => name === 'Home')!;
  return home.organizationalUnits.map(({ name, attachedPolicies }) => [name, ...attachedPolicies.map((each) => each.name).sort()]);
}

test('a recreated unit loses what the list of the former one contained, and keeps what others attached', () => {
  expect(inHome({ home: 'Home', policies: [two, three] })).toEqual([
    ['Dev', 'FullAWSAccess', 'theirs', 'three', 'two'], ['Prod', 'FullAWSAccess', 'theirs', 'three', 'two'],
  ]);
});

test('a recreated unit gets the policies that AWS attaches when the deployment enables their type', () => {
  expect(inHome({ home: 'Home', policies: [one, two], types: ['RESOURCE_CONTROL_POLICY', 'SERVICE_CONTROL_POLICY'] })).toEqual([
    ['Dev', 'FullAWSAccess', 'RCPFullAWSAccess', 'one', 'theirs', 'two'], ['Prod', 'FullAWSAccess', 'RCPFullAWSAccess', 'one', 'theirs', 'two'],
  ]);
});

import { PagePolicies } from '../../../src/report/page/page-policies';
import { account, attached, denies, FULL, organization, policy, unit } from '../../model/access/small-organization';

test('what hangs on the ID of an account of code depends on it', () => {
  const only = policy('only', denies({ Action: 's3:*', Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::1111*:role/Dev' } } }));
  const code = organization({
    id: '${Land.Org.RootId}',
    attachedPolicies: [FULL, attached(only)],
    organizationalUnits: [unit('Workloads', '${Land.Workloads}', { accounts: [account('shop', '${Land.Shop}'), account('lab', '111122223333')] })],
  }, { id: '${Land.Org}', managementAccountId: '${Land.Org.ManagementAccountId}', policies: [only] });
  const policies = new PagePolicies(code);
  const ofBuckets = (name: string, principal: string) => {
    const { allowed, denied, depends } = policies.permissions(`Root/Workloads/${name}`, principal, '').find(({ service }) => service === 's3')!;
    return [allowed.length > 0, denied.length > 0, depends.length > 0];
  };
  expect(ofBuckets('shop', 'role/Dev')).toEqual([false, false, true]);
  expect(ofBuckets('shop', 'role/Other')).toEqual([true, false, false]);
  expect(ofBuckets('lab', 'role/Dev')).toEqual([false, true, false]);
});

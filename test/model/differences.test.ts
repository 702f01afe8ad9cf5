import { account, organization } from './organizations';
import { differences } from '../../src/model';

const withAddress = (email: string) => organization({ root: { accounts: [account('shop', { email })] } });

test('an address in capitals is the same, and another one is a difference', () => {
  expect(differences(withAddress('AWS+Shop@example.com'), withAddress('aws+shop@example.com'))).toEqual([]);
  expect(differences(withAddress('aws+shop@example.com'), withAddress('aws+store@example.com'))).toEqual([
    'The e-mail address of Root/shop is aws+store@example.com, not aws+shop@example.com',
  ]);
});

test('code without the organization has no root that could be missing', () => {
  expect(differences(organization({ root: { id: '' } }), organization())).toEqual([]);
});

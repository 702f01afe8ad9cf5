import { adapter, listed } from './answering-adapter';
import { accountManagementClient, type AccountManagementPort, SdkAccountManagement } from '../../src/organizations';

const CONTACT = { Name: 'Ann', Title: 'Head', EmailAddress: 'ann@example.com', PhoneNumber: '+49 1' };
const contact = { name: 'Ann', title: 'Head', emailAddress: 'ann@example.com', phoneNumber: '+49 1' };
const PRIMARY = {
  FullName: 'Ann',
  CompanyName: 'Acme',
  AddressLine1: 'Street 1',
  City: 'Bonn',
  PostalCode: '53111',
  CountryCode: 'DE',
  PhoneNumber: '+49 1',
  WebsiteUrl: 'https://example.com',
};
const primary = {
  fullName: 'Ann',
  companyName: 'Acme',
  addressLine1: 'Street 1',
  city: 'Bonn',
  postalCode: '53111',
  countryCode: 'DE',
  phoneNumber: '+49 1',
  websiteUrl: 'https://example.com',
};

type Method = (port: AccountManagementPort) => Promise<unknown>;

test.each<[operation: string, method: Method, input: object, body: object, result: unknown]>([
  ['GetAccountInformation', (port) => port.getAccountInformation('1'), { AccountId: '1' },
    { AccountId: '1', AccountName: 'log', AccountState: 'ACTIVE' }, { id: '1', name: 'log', state: 'ACTIVE' }],
  ['PutAccountName', (port) => port.putAccountName('log', '1'), { AccountName: 'log', AccountId: '1' }, {}, undefined],
  ['PutAccountName', (port) => port.putAccountName('management'), { AccountName: 'management' }, {}, undefined],
  ['GetPrimaryEmail', (port) => port.getPrimaryEmail('1'), { AccountId: '1' }, { PrimaryEmail: 'log@example.com' }, 'log@example.com'],
  ['GetPrimaryEmailUpdateStatus', (port) => port.getPrimaryEmailUpdateStatus('1'), { AccountId: '1' },
    { Status: 'PENDING', UpdatedAt: 2 }, { status: 'PENDING', updatedAt: 2_000 }],
  ['StartPrimaryEmailUpdate', (port) => port.startPrimaryEmailUpdate('1', 'new@example.com'),
    { AccountId: '1', PrimaryEmail: 'new@example.com' }, { Status: 'PENDING' }, undefined],
  ['GetAlternateContact', (port) => port.getAlternateContact('BILLING', '1'), { AlternateContactType: 'BILLING', AccountId: '1' },
    { AlternateContact: { ...CONTACT, AlternateContactType: 'BILLING' } }, contact],
  ['PutAlternateContact', (port) => port.putAlternateContact('BILLING', contact, '1'),
    { ...CONTACT, AlternateContactType: 'BILLING', AccountId: '1' }, {}, undefined],
  ['DeleteAlternateContact', (port) => port.deleteAlternateContact('SECURITY'), { AlternateContactType: 'SECURITY' }, {}, undefined],
  ['GetContactInformation', (port) => port.getContactInformation('1'), { AccountId: '1' }, { ContactInformation: PRIMARY }, primary],
  ['PutContactInformation', (port) => port.putContactInformation(primary, '1'), { AccountId: '1', ContactInformation: PRIMARY }, {}, undefined],
  ['GetRegionOptStatus', (port) => port.getRegionOptStatus('af-south-1', '1'), { RegionName: 'af-south-1', AccountId: '1' },
    { RegionName: 'af-south-1', RegionOptStatus: 'ENABLING' }, 'ENABLING'],
  ['EnableRegion', (port) => port.enableRegion('af-south-1', '1'), { RegionName: 'af-south-1', AccountId: '1' }, {}, undefined],
  ['DisableRegion', (port) => port.disableRegion('af-south-1'), { RegionName: 'af-south-1' }, {}, undefined],
])('%s is sent once with its input through the wrapper, and its answer is read', async (operation, method, input, body, result) => {
  const { accountManagement, sent, around } = adapter({ body });
  expect(await method(accountManagement)).toEqual(result);
  expect([sent, around]).toEqual([[{ operation, input }], [operation]]);
});

test('Regions are read page by page', async () => {
  const page = { Regions: [{ RegionName: 'af-south-1', RegionOptStatus: 'ENABLED' }] };
  const { accountManagement, sent } = adapter({ body: { ...page, NextToken: 'more' } }, { body: {} });
  expect(await listed(accountManagement.listRegions('1', ['ENABLED']))).toEqual([{ name: 'af-south-1', status: 'ENABLED' }]);
  const input = { AccountId: '1', MaxResults: 50, RegionOptStatusContains: ['ENABLED'] };
  expect(sent.map((each) => each.input)).toEqual([input, { ...input, NextToken: 'more' }]);
});

function refused(code: string, status: number, reason?: string) {
  return { status, headers: { 'x-amzn-errortype': code }, body: { message: 'No.', reason } };
}

test('missing contacts and missing email address updates of an account are not errors', async () => {
  const notFound = refused('ResourceNotFoundException', 404);
  const { accountManagement } = adapter(notFound, notFound, notFound);
  expect(await accountManagement.getAlternateContact('BILLING', '1')).toBeUndefined();
  expect(await accountManagement.getPrimaryEmailUpdateStatus('1')).toBeUndefined();
  expect(await accountManagement.getContactInformation('1')).toBeUndefined();
});

test.each([
  ['AccessDeniedException', 403, 'AccessDenied', undefined],
  ['ConflictException', 409, 'Conflict', undefined],
  ['TooManyRequestsException', 429, 'TooManyRequests', undefined],
  ['InternalServerException', 500, 'Service', undefined],
  ['ResourceUnavailableException', 424, 'ResourceUnavailable', undefined],
  ['ValidationException', 400, 'Validation', 'fieldValidationFailed'],
])('%s rejects with the code and the reason in the retry table', async (code, status, expected, reason) => {
  const { accountManagement } = adapter(refused(code, status, reason));
  await expect(accountManagement.getAlternateContact('BILLING', '1'))
    .rejects.toMatchObject({ operation: 'GetAlternateContact', code: expected, reason, service: 'AWS Account Management' });
});

test.each([
  ['eu-central-1', 'account.us-east-1.amazonaws.com', 'us-east-1'],
  ['cn-north-1', 'account.cn-northwest-1.amazonaws.com.cn', 'cn-northwest-1'],
])('in %s the client calls the service of the partition at %s', async (region, host, signingRegion) => {
  const sent: { hostname: string; authorization: string }[] = [];
  const client = accountManagementClient({
    region,
    credentials: { accessKeyId: '111111111111', secretAccessKey: 'secret' },
    requestHandler: {
      handle: async ({ hostname, headers }: { hostname: string; headers: Record<string, string> }) => {
        sent.push({ hostname, authorization: headers.authorization });
        return { response: { statusCode: 200, headers: {}, body: Buffer.from('{}') } as never };
      },
    },
  });
  await new SdkAccountManagement(client).putAccountName('log', '1');
  expect(sent).toEqual([{ hostname: host, authorization: expect.stringContaining(`/${signingRegion}/account/aws4_request`) }]);
});

import { LANDING_ZONE, read, reasons } from './inputs';

const foreign = (more: Readonly<Record<string, string>> = {}) => read({ ...LANDING_ZONE, ...more });

test('units are read in any order, without stray spaces, with those that a path implies', () => {
  const { format, units } = foreign();
  expect(format).toBe('landingZoneAccelerator');
  expect(units.map(({ name, parent, isReadOnly = false }) => [name, parent, isReadOnly])).toEqual([
    ['Shop', 'OU Level1/Level2', false], ['Security', '(root)', false], ['Network', '(root)', false], ['Level2', 'OU Level1', false],
    ['Level1', '(root)', false], ['Shop', '(root)', false], ['Suspended', '(root)', true], ['Below', 'OU Alone', false], ['Alone', '(root)', false],
  ]);
});

test('accounts are known by their email addresses, and their names are not those of AWS', () => {
  const { accounts } = foreign();
  expect(accounts.map(({ name, email, id, parent, isManagement, comment }) => [name, email, id, parent, isManagement, comment])).toEqual([
    [undefined, 'management@example.com', undefined, '(root)', true, 'The management account'],
    [undefined, 'aws+audit@example.com', undefined, 'OU Security', undefined, 'The account of the auditors'],
    [undefined, 'aws+network@example.com', '020000000002', 'OU Network', undefined, 'The account of the network'],
    [undefined, 'aws+shop@example.com', undefined, 'OU Level1/Level2/Shop', undefined, undefined],
  ]);
});

test('variables get their values in names and in lists, and a target may be a unit or an account of one name', () => {
  const { policies, attachments } = foreign();
  expect(policies.map(({ name, key, type }) => [name, key, type])).toEqual([
    ['Example-Stay', 'stay', 'SERVICE_CONTROL_POLICY'], ['Roles', 'roles', 'SERVICE_CONTROL_POLICY'], ['Tags', 'tags', 'TAG_POLICY'], ['Backup', 'backup', 'BACKUP_POLICY'],
  ]);
  expect(attachments.filter(({ policy }) => policy === 'serviceControlPolicies Example-Stay').map(({ target }) => target)).toEqual(['OU Security', 'OU Network', 'account Network']);
  expect(attachments.filter(({ policy }) => policy === 'serviceControlPolicies Roles').map(({ target }) => target)).toEqual(['(root)']);
});

test('placeholders of a document that the files do not fill in stay, and policy variables are none', () => {
  const roles = foreign().policies.find(({ name }) => name === 'Roles')!;
  expect(roles.placeholders).toEqual(['${ACCELERATOR_PREFIX}', '${PARTITION}']);
  expect(JSON.parse(roles.content!)).toMatchObject({ Statement: [{ Condition: { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/A', 'arn:aws:iam::*:role/B'] } } }] });
});

test('an unquoted placeholder that leaves no JSON, exclusions and missing units are named with the reason', () => {
  expect(reasons(foreign())).toEqual([
    'OU Alone/Below: the configuration does not list OU Alone above it; it is taken for an organizational unit',
    'serviceControlPolicies Roles: excludedAccounts (Audit): a policy of an organizational unit reaches all accounts below it; the organization says where it is attached',
    'backupPolicies Backup: its document backup-policies/backup.json is not JSON (Landing Zone Accelerator fills in ${ACCEL_LOOKUP::CUSTOM:Later}), so it is not compared; the organization has the result',
  ]);
});

test('a document outside of the folder is refused, and one that is not given is named', () => {
  const config = LANDING_ZONE['organization-config.yaml'];
  expect(() => foreign({ 'organization-config.yaml': config.replace('tagging-policies/tags.json', '../../secret.json') })).toThrow('organization-config.yaml names a file outside of what is given: ../../secret.json.');
  expect(reasons(foreign({ 'organization-config.yaml': config.replace('tagging-policies/tags.json', 'none.json') }))).toContain('taggingPolicies Tags: its document is not given: none.json; give the folder that has it');
});

test('a variable without a value that leaves no YAML is named in the error', () => {
  const config = LANDING_ZONE['organization-config.yaml'].replace('[{{ CoreOUs }}]', '{{ #each CoreOUs }} - x {{ /each }}');
  expect(() => foreign({ 'organization-config.yaml': config })).toThrow('organization-config.yaml is not YAML, because a variable has no value in replacements-config.yaml ({{ #each CoreOUs }}). Give it one there, or put it in quotes.');
});

test('two configurations below one folder are refused, and so is one that lacks a file', () => {
  const below = (folder: string) => Object.fromEntries(Object.entries(LANDING_ZONE).map(([path, text]) => [`${folder}/${path}`, text]));
  expect(() => read({ ...below('one'), ...below('two') })).toThrow('There are several Landing Zone Accelerator configurations in input: one, two. Give the folder of one of them.');
  expect(read(below('one')).policies).toHaveLength(4);
  expect(() => read({ 'accounts-config.yaml': LANDING_ZONE['accounts-config.yaml'] })).toThrow('The Landing Zone Accelerator configuration has no organization-config.yaml: input.');
  expect(() => read({ 'organization-config.yaml': LANDING_ZONE['organization-config.yaml'] })).toThrow('The Landing Zone Accelerator configuration has no accounts-config.yaml: input. Give the folder that has organization-config.yaml and accounts-config.yaml.');
});

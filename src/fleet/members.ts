/** The kind of value that a member needs, in the words of an error. */
export type Kind = 'a text' | 'true' | 'a list of texts' | 'an object of texts' | 'an object' | 'a list of objects' | 'a list of rows or an object of settings';

export interface Member {
  readonly kind: Kind;
  /** For editors: what it is, with its default. */
  readonly about: string;
  readonly isRequired?: true;
  /** The object that it holds, or that each of its items is. */
  readonly of?: string;
}

export type Members = Readonly<Record<string, Member>>;

const TAGS: Member = { kind: 'an object of texts', about: 'Tags that the code manages. Others stay as they are.' };
const TARGET = {
  tags: TAGS,
  policies: { kind: 'a list of texts', about: 'Keys of the policies to attach, as the properties "policies" and "policySets" of the fleet name them.' },
  isAllowList: { kind: 'true', about: 'Whether to detach FullAWSAccess, so that only what the policies allow is allowed.' },
  lockOut: { kind: 'a text', about: 'The reason why the policies may lock out the roles that deploy.' },
} as const satisfies Members;

const ID = 'The ID of the construct, which never changes: the ID that AWS gave to an existing resource, or any other text for a new one.';

const SETTINGS = {
  alternateContacts: { kind: 'an object', of: 'alternateContacts', about: 'The contacts to which AWS writes in addition to the root user.' },
  primaryContact: { kind: 'an object', of: 'primaryContact', about: 'The primary contact, as a whole.' },
  enabledRegions: { kind: 'a list of texts', about: 'Opt-in Regions to enable, such as eu-south-2.' },
  disabledRegions: { kind: 'a list of texts', about: 'Opt-in Regions to disable.' },
} as const satisfies Members;

const text = (about: string): Member => ({ kind: 'a text', about, isRequired: true });
const optionalText = (about: string): Member => ({ kind: 'a text', about });
const contactOf = (about: string): Member => ({ kind: 'an object', of: 'alternateContact', about });

/** The objects in files of a fleet, by name. The check of the rows and the schema for editors follow from it. */
export const FLEET_OBJECTS = {
  file: {
    $schema: optionalText('The schema of this file, for editors.'),
    accounts: {
      kind: 'a list of rows or an object of settings', of: 'account', about: 'The accounts; or contacts and Regions by the ID of an account\'s row.',
    },
    organizationalUnits: { kind: 'a list of objects', of: 'organizationalUnit', about: 'The organizational units, in any order.' },
    root: { kind: 'an object', of: 'root', about: 'Policies and tags of the parent that is given to the fleet.' },
    tagsOfAll: { kind: 'an object of texts', about: 'Tags of every account of this file. A row may give another value.' },
    leftOut: { kind: 'a list of texts', about: 'Notes about what the code does not name. They have no effect.' },
  },
  account: {
    id: text(ID),
    adopt: { kind: 'true', about: 'Whether the account existed before its row. It is found by the ID if that has twelve digits, else by the email address.' },
    name: text('The name of the account, 1 to 50 characters.'),
    email: text('The email address of the root user, which no other AWS account has.'),
    unit: optionalText('The ID of the row of its organizational unit. Default: the parent that is given to the fleet.'),
    ...TARGET,
    administers: { kind: 'a list of texts', about: 'Service principals that the account administers, such as guardduty.amazonaws.com.' },
    exemptFrom: { kind: 'a list of texts', about: 'Guardrails that do not apply to the account, by the names that the code asks for.' },
    ...SETTINGS,
  },
  organizationalUnit: {
    id: text(ID),
    adopt: { kind: 'true', about: 'Whether the organizational unit existed before its row. It is found by the ID if that is one of AWS, else by its name.' },
    outside: { kind: 'true', about: 'Whether something else manages it. The code only refers to it by its ID.' },
    name: text('The name, unique below the parent.'),
    parent: optionalText('The ID of the row above. Default: the parent that is given to the fleet.'),
    ...TARGET,
  },
  root: TARGET,
  settings: SETTINGS,
  alternateContacts: {
    billing: contactOf('The contact for invoices and payments.'),
    operations: contactOf('The contact for the availability of services.'),
    security: contactOf('The contact for security and abuse.'),
  },
  alternateContact: {
    name: text('Name of the person or the team.'),
    title: text('Title.'),
    emailAddress: text('Email address.'),
    phoneNumber: text('Phone number.'),
  },
  primaryContact: {
    fullName: text('Full name.'),
    addressLine1: text('First line of the address.'),
    addressLine2: optionalText('Second line of the address.'),
    addressLine3: optionalText('Third line of the address.'),
    city: text('City.'),
    stateOrRegion: optionalText('State or region. Required in BR, CA, DE, GB, IN, JP and US.'),
    districtOrCounty: optionalText('District or county.'),
    postalCode: text('Postal code.'),
    countryCode: text('Country, two capital letters.'),
    phoneNumber: text('Phone number with a plus and the country code.'),
    companyName: optionalText('Name of the company.'),
    websiteUrl: optionalText('Address of the website.'),
  },
} as const satisfies Readonly<Record<string, Members>>;

export type ObjectName = keyof typeof FLEET_OBJECTS;

export function membersOf(name: string): Members {
  return FLEET_OBJECTS[name as ObjectName];
}

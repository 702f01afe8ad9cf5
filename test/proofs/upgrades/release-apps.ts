import { type Blueprint } from '../support/blueprint';
import { byHand, FAILING, takeAddress } from '../support/by-hand';

const SECURITY = { name: 'Security', title: 'Lead', emailAddress: 'security@example.com', phoneNumber: '+1 555 0100' };

/**
 * Two versions of an app that uses every resource type. Releases keep their cloud assemblies: a change here is one for
 * later releases.
 */
const FORMER: Blueprint = {
  rootTags: { team: 'platform' },
  policies: {
    Deny: { denies: ['s3:DeleteBucket', 'iam:CreateUser'], tags: { team: 'a' } },
    Other: { denies: ['kms:DisableKey'] },
    Perimeter: { resourceControl: true, denies: ['dynamodb:*'] },
  },
  policySets: { Set: { denies: [['ec2:RunInstances', 3_000], ['sqs:PurgeQueue', 3_000]], maxDocuments: 2 } },
  rootPolicies: ['Other'],
  units: {
    Prod: { name: 'Prod', policies: ['Deny', 'Perimeter'], policySets: ['Set'] },
    Dev: { name: 'Dev', policies: ['Deny'], tags: { team: 'a' }, moveAccountsTo: 'Prod' },
    Team: { name: 'Team', parent: 'Dev', policies: ['Other'] },
  },
  accounts: {
    One: { name: 'one', parent: 'Prod', settings: { alternateContacts: { security: SECURITY } } },
    Two: { name: 'two', parent: 'Team', policies: ['Deny', 'Other'], tags: { stage: 'dev' } },
    Three: { name: 'three' },
  },
  services: ['account.amazonaws.com', 'config.amazonaws.com', 'ram.amazonaws.com'],
  administrators: [['One', 'config.amazonaws.com']],
  delegatedActions: ['organizations:ListAccounts'],
};

/** Everything that can change in place, a move, swapped attachments, a removal and an addition. */
const CHANGED: Blueprint = {
  ...FORMER,
  rootTags: { team: 'core' },
  policies: {
    Deny: { denies: ['s3:DeleteBucket'], name: 'Renamed', tags: { team: 'b' } },
    Perimeter: { resourceControl: true, denies: ['dynamodb:*', 'sqs:*'] },
    New: { denies: ['sns:DeleteTopic'] },
  },
  policySets: { Set: { denies: [['ec2:RunInstances', 3_000], ['sqs:PurgeQueue', 3_000], ['glue:DeleteTable', 100]], maxDocuments: 2 } },
  rootPolicies: ['New'],
  units: {
    Prod: { name: 'Production', policies: ['New', 'Perimeter'], policySets: ['Set'] },
    Dev: { name: 'Dev', policies: ['Deny', 'New'], tags: { team: 'b' }, moveAccountsTo: 'Prod' },
    Team: { name: 'Team', parent: 'Dev', policies: ['Deny'] },
    Lab: { name: 'Lab', policies: ['New'] },
  },
  accounts: {
    One: { name: 'one', parent: 'Lab', settings: { alternateContacts: { security: { ...SECURITY, name: 'Blue team' } } } },
    Two: { name: 'two', parent: 'Prod', policies: ['New'], tags: { stage: 'prod' } },
    Three: { name: 'three', parent: 'Team' },
  },
  services: ['account.amazonaws.com', 'config.amazonaws.com'],
  administrators: [['Two', 'config.amazonaws.com']],
  delegatedActions: ['organizations:ListAccounts', 'organizations:ListRoots'],
};

/** The versions by name. The last one fails once the address of one of its accounts is taken. */
export const RELEASED_APPS = {
  former: FORMER,
  changed: CHANGED,
  failing: { ...CHANGED, accounts: { ...CHANGED.accounts, ...FAILING } },
} satisfies Record<string, Blueprint>;

export type ReleasedApp = keyof typeof RELEASED_APPS;

/** The state in which the last version fails. */
export function whereItFails<S extends Parameters<typeof byHand>[0]>(state: S): S {
  return byHand(state, takeAddress);
}

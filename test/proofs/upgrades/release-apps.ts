import { type App, Stack } from 'aws-cdk-lib';
import { organizationOfOthers, STACKS } from './release-stacks';
import { AccountRemoval } from '../../../src';
import type { SimulatorState } from '../../../src/simulator';
import { MANAGEMENT, STACK } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { FAILING } from '../support/by-hand';

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
    Team: { name: 'Team', parent: 'Dev', policies: ['Other'], moveAccountsTo: 'root' },
  },
  accounts: {
    One: { name: 'one', parent: 'Prod', settings: { alternateContacts: { security: SECURITY } } },
    Two: { name: 'two', parent: 'Team', policies: ['Deny', 'Other'], tags: { stage: 'dev' } },
    Three: { name: 'three', removal: (parents) => AccountRemoval.moveTo(parents()) },
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
    Team: { name: 'Team', parent: 'Dev', policies: ['Deny'], moveAccountsTo: 'root' },
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

function landing(plan: Blueprint) {
  return (app: App): void => build(plan)(new Stack(app, STACK, { env: { account: MANAGEMENT, region: 'us-east-1' } }));
}

/** Versions of one app. The last one fails once an address is taken. */
export const VERSIONS = ['former', 'changed', 'failing'] as const;
export type Version = typeof VERSIONS[number];

export interface ReleasedApp {
  readonly versions: Readonly<Record<Version, (app: App) => void>>;
  /** The organization before the first deployment. @default - none */
  readonly start?: () => Promise<SimulatorState>;
}

/** The apps of each release: one stack that makes its organization, and two stacks that take over one of others and share parts of it. */
export const RELEASED_APPS = {
  own: {
    versions: {
      former: landing(FORMER),
      changed: landing(CHANGED),
      failing: landing({ ...CHANGED, accounts: { ...CHANGED.accounts, ...FAILING } }),
    },
  },
  shared: { versions: STACKS, start: organizationOfOthers },
} satisfies Record<string, ReleasedApp>;

export type AppName = keyof typeof RELEASED_APPS;
export const APP_NAMES = Object.keys(RELEASED_APPS) as AppName[];

import { parseArgs } from 'node:util';

export const HELP = `Asks AWS Organizations what its documentation does not say: small probes on a throwaway organization, each of which creates what it needs
below the root, finds out one or more of the readings of the simulator, and removes what it has created. Takes about 15 minutes.
docs/contributing/real-account.md has the rights, the costs and the risks.

  npx tsx scripts/real-account.ts --i-own-this-organization ID [--json FILE] [options]
  npx tsx scripts/real-account.ts --compare FILE
  npx tsx scripts/real-account.ts --i-own-this-organization ID --clean

  --i-own-this-organization ID  the management account of the organization. Nothing is written to any other one
  --many-accounts               also where the organization has more than 10 accounts
  --probe READING               only the probe that settles this reading; can be repeated
  --json FILE                   writes what was found, without IDs and addresses
  --with-accounts               creates one account, and closes it in the end. It costs nothing, but it stays visible for 90 days and counts
                                against the quotas of accounts and closures. Takes 15 minutes more
  --account-email ADDRESS       the address for that account, which no account has had
  --invite ADDRESS              invites this account, by its address or ID, and cancels the invitation. AWS sends a mail
  --with-throttling             makes 20 calls at once, two times. Other callers of the organization are throttled too for some seconds
  --clean                       removes what interrupted runs have left; with --with-accounts, closes their accounts
  --yes                         does not ask
  --compare FILE                holds a written file against the defaults of the simulator and the rehearsal. Exit code 1: they differ
  --endpoint URL                the simulator instead of AWS
  --region REGION               default: AWS_REGION, or us-east-1
  --help                        this text`;

export interface Options {
  readonly help: boolean;
  readonly owned: string | undefined;
  readonly manyAccounts: boolean;
  readonly probes: readonly string[];
  readonly json: string | undefined;
  readonly withAccounts: boolean;
  readonly accountEmail: string | undefined;
  readonly invite: string | undefined;
  readonly throttling: boolean;
  readonly clean: boolean;
  readonly yes: boolean;
  readonly compare: string | undefined;
  readonly endpoint: string | undefined;
  readonly region: string;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;

/** Reads the command line. @throws Error for options that do not exist or do not go together */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'help': flag,
      'i-own-this-organization': text,
      'many-accounts': flag,
      'probe': { type: 'string', multiple: true, default: [] },
      'json': text,
      'with-accounts': flag,
      'account-email': text,
      'invite': text,
      'with-throttling': flag,
      'clean': flag,
      'yes': flag,
      'compare': text,
      'endpoint': text,
      'region': text,
    },
  });
  const { 'with-accounts': withAccounts, 'account-email': accountEmail, clean } = values;
  if (withAccounts && !clean && accountEmail === undefined) {
    throw new Error('--with-accounts needs an address for the new account (given: none). Add --account-email with one that no account has had.');
  }
  if (!withAccounts && accountEmail !== undefined) {
    throw new Error(`--account-email has no effect alone (given: ${accountEmail}). Add --with-accounts to create an account.`);
  }
  return {
    help: values.help,
    owned: values['i-own-this-organization'],
    manyAccounts: values['many-accounts'],
    probes: values.probe,
    json: values.json,
    withAccounts,
    accountEmail,
    invite: values.invite,
    throttling: values['with-throttling'],
    clean,
    yes: values.yes,
    compare: values.compare,
    endpoint: values.endpoint,
    region: values.region ?? environment.AWS_REGION ?? 'us-east-1',
  };
}

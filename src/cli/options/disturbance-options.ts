import { type Command, InvalidArgumentError } from 'commander';
import { integer } from './arguments';
import { type Limits, parseFault, type SimulatorOptions, type TableName } from '../../simulator';

const DAY_MS = 86_400_000;
const MOST = 1_000_000;

/** Quotas of a number, by their names in `--quota`. */
const QUOTAS: Readonly<Record<string, (value: number) => Partial<Limits>>> = {
  accounts: (accounts) => ({ accounts }),
  organizationalUnits: (organizationalUnits) => ({ organizationalUnits }),
  organizationalUnitDepth: (organizationalUnitDepth) => ({ organizationalUnitDepth }),
  accountCreationsInProgress: (accountCreationsInProgress) => ({ accountCreationsInProgress }),
  accountClosuresInProgress: (accountClosuresInProgress) => ({ accountClosuresInProgress }),
  accountClosuresIn30Days: (accountClosuresIn30Days) => ({ accountClosuresIn30Days }),
  daysBeforeRemoval: (days) => ({ minimumAgeForRemovalMs: days * DAY_MS }),
  tagsPerResource: (tagsPerResource) => ({ tagsPerResource }),
  invitationsIn24Hours: (invitationsIn24Hours) => ({ invitationsIn24Hours }),
  inboundTransfers: (inboundTransfers) => ({ inboundTransfers }),
  transferChainLength: (transferChainLength) => ({ transferChainLength }),
};

const SERVICE = /^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/;

const QUOTA_NAMES = [...Object.keys(QUOTAS), 'a service principal (its delegated administrators)'].join(', ');

/** The disturbances of a simulated AWS Organizations, as in the real service. */
export interface DisturbanceOptions {
  readonly lag: number;
  readonly lagOf?: Partial<Record<TableName, number>>;
  readonly staleReferences?: boolean;
  readonly rates?: boolean;
  readonly conflicts?: boolean;
  readonly finalizing: number;
  readonly quota?: Partial<Limits>;
  readonly fault?: string[];
  readonly allowService?: string[];
}

const FAULT_HELP = `
Faults, each <operation>:<when>:<what>; operation * is any, when a number (that call) or a probability such as 0.05:
  --fault 'CreateAccount:2:dropAnswer'                  the second call has its effect, and its answer is lost
  --fault '*:0.05:fail=TooManyRequestsException'        every twentieth call is refused
  --fault 'CreateAccount:1:failLater=INTERNAL_FAILURE'  the first account fails while it is made`;

const LONGEST_LAG_MS = 600_000;

/** Kinds of records that a read can show late. */
const KINDS = Object.keys({
  organization: true,
  root: true,
  organizationalUnits: true,
  accounts: true,
  policies: true,
  attachments: true,
  policyTypes: true,
  trustedServices: true,
  delegatedAdministrators: true,
  resourcePolicy: true,
  createAccountRequests: true,
  policyChanges: true,
  accountProfiles: true,
  knownAccounts: true,
  handshakes: true,
  responsibilityTransfers: true,
} satisfies Record<TableName, true>);

/** The option can be given several times; and with several faults, of which commander takes the others for arguments. */
export function withDisturbances(command: Command): Command {
  return command
    .allowExcessArguments()
    .option('--lag <ms>', 'upper bound of the time after which a read sees a write; AWS gives none, and most reads see it within a second or two', integer(0, LONGEST_LAG_MS), 0)
    .option('--lag-of <kind=ms>', `another bound for one kind of record: ${KINDS.join(', ')}; can be repeated`, lagOf)
    .option('--stale-references', 'with lag: let writes miss what they refer to as well, such as the parent of a new unit')
    .option('--rates', 'refuse calls beyond the published rates (TooManyRequestsException)')
    .option('--conflicts', 'let writes take time and conflict (ConcurrentModificationException and its like)')
    .option('--finalizing <minutes>', 'how long a new organization refuses to create accounts', integer(0, 60), 0)
    .option('--quota <name=number>', `a quota other than the usual one: ${QUOTA_NAMES}; can be repeated`, collectQuotas)
    .option('--fault <fault>', 'let calls fail; can be repeated; see below', repeated)
    .option('--allow-service <principal>', 'a service newer than this tool that can have trusted access; can be repeated', repeated)
    .addHelpText('after', FAULT_HELP);
}

/** @param excess arguments behind those that the command has: more faults, if there is one */
export function simulatorOptions(options: DisturbanceOptions, excess: readonly string[] = []): Partial<SimulatorOptions> {
  const { lag, lagOf: lagMsByKind, staleReferences, rates, conflicts, finalizing, quota: limits, fault, allowService } = options;
  if (excess.length > 0 && !fault) throw new Error(`There are too many arguments: ${excess.join(' ')}. Leave them out.`);
  const faults = fault && [...fault, ...excess].map(parseFault);
  return {
    lagMs: lag,
    lagMsByKind,
    staleReferences,
    rates,
    conflicts,
    limits,
    faults,
    finalizingMs: finalizing * 60_000,
    furtherServices: allowService,
  };
}

function repeated(text: string, others: string[] = []): string[] {
  return [...others, text];
}

function lagOf(text: string, others: Record<string, number> = {}): Record<string, number> {
  const [kind, ms, ...more] = text.split('=');
  if (!KINDS.includes(kind) || ms === undefined || more.length > 0) {
    throw new InvalidArgumentError(`Give a kind and a number of milliseconds, such as attachments=5000. The kinds are ${KINDS.join(', ')}.`);
  }
  return { ...others, [kind]: integer(0, LONGEST_LAG_MS)(ms) };
}

/** Quotas from `NAME=NUMBER`; behind the name of a service stands how many delegated administrators it may have. */
function collectQuotas(text: string, others: Partial<Limits> = {}): Partial<Limits> {
  const [name, value, ...more] = text.split('=');
  const quota = Object.hasOwn(QUOTAS, name) ? QUOTAS[name] : undefined;
  if (value === undefined || more.length > 0 || (quota === undefined && !SERVICE.test(name))) {
    throw new InvalidArgumentError(`Give a quota and a number, such as accounts=10. The quotas are ${QUOTA_NAMES}.`);
  }
  const number = integer(0, MOST)(value);
  if (quota) return { ...others, ...quota(number) };
  return { ...others, delegatedAdministrators: { ...others.delegatedAdministrators, [name]: number } };
}

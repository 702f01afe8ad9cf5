import { InvalidArgumentError } from 'commander';
import { integer } from './arguments';
import type { Limits } from '../../simulator';

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

export const QUOTA_NAMES = [...Object.keys(QUOTAS), 'a service principal (its delegated administrators)'].join(', ');

/** Quotas from `NAME=NUMBER`; behind the name of a service stands how many delegated administrators it may have. */
export function collectQuotas(text: string, others: Partial<Limits> = {}): Partial<Limits> {
  const [name, value, ...more] = text.split('=');
  const quota = Object.hasOwn(QUOTAS, name) ? QUOTAS[name] : undefined;
  if (value === undefined || more.length > 0 || (quota === undefined && !SERVICE.test(name))) {
    throw new InvalidArgumentError(`Give a quota and a number, such as accounts=10. The quotas are ${QUOTA_NAMES}.`);
  }
  const number = integer(0, MOST)(value);
  if (quota) return { ...others, ...quota(number) };
  return { ...others, delegatedAdministrators: { ...others.delegatedAdministrators, [name]: number } };
}

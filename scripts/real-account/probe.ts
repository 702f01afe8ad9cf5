import type { Findings } from './finding';
import type { RunAccount } from './session/run-account';
import type { Session } from './session/session';
import type { OrganizationsReadingName } from '../../src/simulator';

/** The requirements of a probe besides an organization. */
export type Need = 'account' | 'invitation' | 'throttling';

/** Settings that a probe may use. */
export interface ProbeOptions {
  /** The account that the probes share. It does not exist before a probe asks for it. */
  readonly account?: RunAccount;
  /** The address or the ID of an account outside of the organization. */
  readonly invite?: string;
}

/** Finds out how AWS Organizations behaves where its documentation does not say it. */
export interface Probe {
  /** Each reading that it settles, with the question in a few words. */
  readonly questions: { readonly [N in OrganizationsReadingName]?: string };
  readonly needs?: readonly Need[];
  readonly run: (session: Session, options: ProbeOptions) => Promise<Findings>;
}

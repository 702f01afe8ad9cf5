import type { IConstruct } from 'constructs';
import { problem, SERVICE_SETUP, warnOf } from '../../validation';

/** The steps that an AWS service needs besides trusted access, and what is lost when its delegated administrator is deregistered. */
export interface ServiceSetup {
  /** Name of the service. */
  readonly name: string;
  /** The service's own page of the AWS Organizations User Guide: what follows `services-that-can-integrate-` in its address. */
  readonly page?: string;
  /** Absent where the sources name nothing. */
  readonly steps?: SetupSteps;
  /** Present where deregistering a delegated administrator cannot be reverted by registering it again. */
  readonly deregistration?: DeregistrationEffect;
  /** Open questions about the service; they give no warning. */
  readonly unknown?: string;
}

/** The steps that the management account takes through the service itself. */
export interface SetupSteps {
  /** Calls of the service's API, as IAM actions. None if the service offers a console only. */
  readonly calls: readonly string[];
  /** Where the console does the same. */
  readonly console?: string;
  /** Whether only a delegated administrator needs them. */
  readonly onlyToDelegate?: true;
  /** Whether once is enough, or each Region in which the service is used needs the calls. */
  readonly scope: 'once' | 'each Region';
  /** The document that says so. */
  readonly source: string;
}

/** The side effects of deregistering, besides the loss of the account's right. */
export interface DeregistrationEffect {
  readonly effect: string;
  /** The document that says so. */
  readonly source: string;
}

const USER_GUIDE = 'https://docs.aws.amazon.com/organizations/latest/userguide';

/** The service's page of the AWS Organizations User Guide, or the list of all services. */
export function userGuidePage({ page }: ServiceSetup): string {
  return `${USER_GUIDE}/${page === undefined ? 'orgs_integrate_services_list' : `services-that-can-integrate-${page}`}.html`;
}

/** The steps as an imperative, without its full stop. */
export function stepsText({ calls, console, scope }: SetupSteps): string {
  const where = scope === 'once' ? 'once' : 'in each Region where you use the service';
  const ways = [...calls.length === 0 ? [] : [`call ${calls.join(' and ')}`], ...console === undefined ? [] : [`use ${console}`]];
  return `${ways.join(', or ')}, ${where}`;
}

/**
 * Warns of a service that trusted access or a delegation through AWS Organizations does not set up. Each service has a warning of its
 * own, so that acknowledging one hides no other.
 */
export function warnOfMissingSetup(construct: IConstruct, servicePrincipal: string, setup: ServiceSetup): void {
  if (setup.steps === undefined) return;
  warnOf(construct, SERVICE_SETUP.id, servicePrincipal, problem({
    wrong: `AWS Organizations alone does not set up ${setup.name}`,
    given: servicePrincipal,
    remedy: `From the management account, ${stepsText(setup.steps)}; then acknowledge this warning. See ${userGuidePage(setup)}`,
  }));
}

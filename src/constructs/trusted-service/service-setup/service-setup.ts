import type { IConstruct } from 'constructs';
import { problem, SERVICE_SETUP, warnOf } from '../../validation';

/** The steps that an AWS service needs besides trusted access. */
export interface ServiceSetup {
  /** Name of the service. */
  readonly name: string;
  /** The service's page of the AWS Organizations User Guide: the part of its URL after `services-that-can-integrate-`. */
  readonly page?: string;
  /** Absent if the sources name no steps. */
  readonly steps?: SetupSteps;
  /** Open questions about the service; they give no warning. */
  readonly unknown?: string;
}

/** The steps that the management account takes in the service itself. */
export interface SetupSteps {
  /** Calls of the service's API, as IAM actions. None if the service offers a console only. */
  readonly calls: readonly string[];
  /** The console, or the part of it, that does the same. */
  readonly console?: string;
  /** Whether the steps are needed only for a delegated administrator. */
  readonly onlyToDelegate?: true;
  /** The number of times that the steps are needed: once, or in each Region in which the service is used. */
  readonly scope: 'once' | 'each Region';
  /** The document that names the steps. */
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
 * Warns of a service that trusted access or a delegation through AWS Organizations does not set up. Each service has its own warning, so
 * that acknowledging one does not hide another.
 */
export function warnOfMissingSetup(construct: IConstruct, servicePrincipal: string, setup: ServiceSetup): void {
  if (setup.steps === undefined) return;
  warnOf(construct, SERVICE_SETUP.id, servicePrincipal, problem({
    wrong: `AWS Organizations alone does not set up ${setup.name}`,
    given: servicePrincipal,
    remedy: `From the management account, ${stepsText(setup.steps)}; then acknowledge this warning. See ${userGuidePage(setup)}`,
  }));
}

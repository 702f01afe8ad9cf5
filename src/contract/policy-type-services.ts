import { POLICY_TYPE_NAMES, type PolicyTypeName } from './policy-types';

/** The relation of a policy type to the trusted access of a service. */
export interface PolicyTypeService {
  readonly servicePrincipal: string;
  /**
   * `enabling`: AWS Organizations enables the type only if the service has trusted access, which cannot be disabled while the type is
   * enabled. `features`: the type can be enabled without trusted access, but a feature is missing.
   */
  readonly neededFor: 'enabling' | 'features';
  /** The part that is missing without trusted access: completes "Without trusted access …". */
  readonly without: string;
  /** The page that documents it. */
  readonly source: string;
}

/**
 * The policy types that are known to depend on trusted access. AWS publishes no list: a type that is absent here may depend on it too.
 * `SERVICE_ACCESS_NOT_ENABLED` and `POLICY_TYPE_ENABLED_FOR_THIS_SERVICE` are the service's answers (API Reference,
 * ConstraintViolationException). Each row was compared with the pages that it names in November 2026.
 */
export const POLICY_TYPE_SERVICES: { readonly [type in PolicyTypeName]?: PolicyTypeService } = {
  SECURITYHUB_POLICY: {
    servicePrincipal: 'securityhub.amazonaws.com',
    neededFor: 'enabling',
    without: 'AWS Organizations refuses to enable the type',
    // The reasons name this type as an example of the general rule that trusted access is enabled first.
    source: 'AWS Organizations API Reference, ConstraintViolationException '
      + '(https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnablePolicyType.html)',
  },
  TAG_POLICY: {
    servicePrincipal: 'tagpolicies.tag.amazonaws.com',
    neededFor: 'features',
    without: 'AWS Organizations does not do the set-up that the console does when it enables the type',
    source: 'AWS Organizations User Guide, "Tag policies and AWS Organizations" '
      + '(https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-tag-policies.html)',
  },
  DECLARATIVE_POLICY_EC2: {
    servicePrincipal: 'ec2.amazonaws.com',
    neededFor: 'features',
    without: 'there is no account status report',
    source: 'AWS Organizations User Guide, "Generating the account status report for declarative policies" '
      + '(https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative_status-report.html)',
  },
  BACKUP_POLICY: {
    servicePrincipal: 'backup.amazonaws.com',
    neededFor: 'features',
    without: 'AWS Backup monitors no backups across accounts and has no delegated administrator',
    // The page documents the monitoring. The API Reference documents for every service that it needs trusted access before it can have a
    // delegated administrator.
    source: 'AWS Organizations User Guide, "AWS Backup and AWS Organizations" '
      + '(https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-backup.html); '
      + 'AWS Organizations API Reference, ConstraintViolationException, SERVICE_ACCESS_NOT_ENABLED',
  },
};

/** The service that a policy type depends on, as far as it is known. */
export function serviceOfPolicyType(type: string): PolicyTypeService | undefined {
  return Object.hasOwn(POLICY_TYPE_SERVICES, type) ? POLICY_TYPE_SERVICES[type as PolicyTypeName] : undefined;
}

/** The policy types that depend on the trusted access of a service, as far as they are known. */
export function policyTypesOfService(servicePrincipal: string): PolicyTypeName[] {
  return POLICY_TYPE_NAMES.filter((type) => {
    const service = serviceOfPolicyType(type);
    return service !== undefined && service.servicePrincipal === servicePrincipal;
  });
}

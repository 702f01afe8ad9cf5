import { byRegionOrDefault, REGION_LISTS, settings, TOGGLE, withRegionLists } from './schema';

const LISTS = withRegionLists();

/**
 * The page requires both lists, but an example on it has one list of the feature.
 * Source: AWS Organizations User Guide, "Security Hub policy syntax and examples".
 */
export const SECURITY_HUB_SCHEMA = withRegionLists({ features: settings({ network_scanning: settings(REGION_LISTS) }) });

/** Each type of scan needs both lists. Source: AWS Organizations User Guide, "Amazon Inspector policy syntax and examples". */
export const INSPECTOR_SCHEMA = settings({
  enablement: settings({
    ec2_scanning: LISTS,
    ecr_scanning: LISTS,
    lambda_standard_scanning: withRegionLists({ lambda_code_scanning: LISTS }),
    code_repository_scanning: LISTS,
  }),
});

const STATUS = settings({ status: TOGGLE });

/** By Region, or `default`. Source: AWS Organizations User Guide, "Amazon GuardDuty policy syntax and examples". */
export const GUARD_DUTY_SCHEMA = settings({
  enablement: byRegionOrDefault(settings({
    foundational: STATUS,
    s3_data_events: STATUS,
    eks_audit_logs: STATUS,
    ebs_malware_protection: STATUS,
    rds_login_events: STATUS,
    lambda_network_logs: STATUS,
    ai_protection: STATUS,
    runtime_monitoring: settings({
      status: TOGGLE,
      additional_configuration: settings({
        eks_addon_management: STATUS, ec2_agent_management: STATUS, ecs_fargate_agent_management: STATUS,
      }),
    }),
  })),
});

/** Source: AWS Organizations User Guide, "AWS Shield Network Security Director policy syntax and examples". */
export const NETWORK_SECURITY_DIRECTOR_SCHEMA = settings({ enablement: settings({ network_security_scan: settings(REGION_LISTS) }) });

"""A multi-account layout based on the AWS Security Reference Architecture.

It has a Security unit with log archive and tooling accounts, shared infrastructure, workloads by stage, a sandbox, a unit to test policies,
and a unit for suspended accounts.
"""

import re
from pathlib import Path

from aws_cdk import Annotations, Stack, Tags
from cdk_aws_organizations import (
    Account,
    AccountGuardrails,
    DataProtectionGuardrails,
    IParent,
    NetworkGuardrails,
    Organization,
    OrganizationalUnit,
    Policy,
    PolicyContent,
    PolicySet,
    PolicyType,
    PublicAccessGuardrails,
    SecurityServiceGuardrails,
    ServiceControlPolicy,
    TrustedService,
    UsageGuardrails,
)
from constructs import Construct

POLICIES = Path(__file__).parent / "policies"

# Roles that are exempt from the guardrails, so that the platform team can still make repairs.
EXCEPT_PLATFORM = {"exempt_principals": ["arn:*:iam::*:role/platform/*", "arn:*:iam::*:role/AWSControlTowerExecution"]}


class LandingZoneStack(Stack):
    """The units, accounts and guardrails of the organization.

    Accounts have the email addresses `aws+<account name>@<email_domain>`. Workloads run in `allowed_regions` only.
    """

    def __init__(self, scope: Construct, id: str, *, email_domain: str, allowed_regions: list[str], **kwargs) -> None:
        super().__init__(scope, id, **kwargs)
        self._email_domain = email_domain

        organization = Organization(
            self,
            "Organization",
            trusted_services=[
                TrustedService.ACCOUNT_MANAGEMENT,
                TrustedService.BACKUP,
                TrustedService.CLOUDTRAIL,
                TrustedService.CONFIG,
                TrustedService.GUARDDUTY,
                TrustedService.ACCESS_ANALYZER,
                TrustedService.IAM_IDENTITY_CENTER,
                TrustedService.RESOURCE_ACCESS_MANAGER,
                TrustedService.SECURITY_HUB,
                TrustedService.TAG_POLICIES,
            ],
        )
        # Trusted access alone does not set these services up (docs/trusted-services.md).
        # The teams make the calls after the first deployment.
        self._acknowledge_setup(
            TrustedService.GUARDDUTY, "The security team registers the administrator in both Regions"
        )
        self._acknowledge_setup(
            TrustedService.SECURITY_HUB, "The security team registers the administrator in both Regions"
        )
        self._acknowledge_setup(TrustedService.RESOURCE_ACCESS_MANAGER, "The network team enables sharing once")

        # --- organizational units
        security = self._add_unit("Security", organization.root)
        infrastructure = self._add_unit("Infrastructure", organization.root)
        workloads = self._add_unit("Workloads", organization.root)
        prod = self._add_unit("Prod", workloads)
        non_prod = self._add_unit("NonProd", workloads)
        sandbox = self._add_unit("Sandbox", organization.root)
        policy_staging = self._add_unit("PolicyStaging", organization.root, "Policy Staging")
        suspended = self._add_unit("Suspended", organization.root)

        # --- accounts
        log_archive = self._add_account("LogArchive", security, "security")
        security_tooling = self._add_account("SecurityTooling", security, "security")
        self._add_account("Network", infrastructure, "platform")
        shared_services = self._add_account("SharedServices", infrastructure, "platform")
        identity = self._add_account("Identity", infrastructure, "platform")
        self._add_account("ShopProd", prod, "shop")
        self._add_account("PaymentsProd", prod, "payments")
        self._add_account("DataProd", prod, "data")
        self._add_account("ShopDev", non_prod, "shop")
        self._add_account("ShopTest", non_prod, "shop")
        self._add_account("PaymentsDev", non_prod, "payments")
        self._add_account("DataDev", non_prod, "data")
        self._add_account("SandboxBlue", sandbox, "research")
        self._add_account("SandboxGreen", sandbox, "research")
        self._add_account("PolicyCanary", policy_staging, "platform")
        Tags.of(log_archive).add("data-class", "audit")

        # --- guardrails
        baseline = ServiceControlPolicy(
            self,
            "Baseline",
            policy_name="baseline",
            description="Nobody leaves the organization or works as the root user",
            guardrails=[
                AccountGuardrails.deny_leaving_organization(),
                AccountGuardrails.deny_root_user(deny_root_sessions=True),
            ],
        )
        # The statements of a set are packed into as few policies as possible.
        protect_security_services = PolicySet(
            self,
            "ProtectSecurityServices",
            policy_set_name="protect-security-services",
            description="Trails, recorders, detectors and hubs stay on",
            guardrails=[
                SecurityServiceGuardrails.protect_cloud_trail(**EXCEPT_PLATFORM),
                SecurityServiceGuardrails.protect_config(**EXCEPT_PLATFORM),
                SecurityServiceGuardrails.protect_guard_duty(**EXCEPT_PLATFORM),
                SecurityServiceGuardrails.protect_security_hub(**EXCEPT_PLATFORM),
                SecurityServiceGuardrails.protect_access_analyzer(**EXCEPT_PLATFORM),
            ],
        )
        regions = ServiceControlPolicy(
            self,
            "Regions",
            policy_name="allowed-regions",
            description=f"Workloads run in {' and '.join(allowed_regions)} only",
            guardrails=[UsageGuardrails.deny_other_regions(allowed_regions=allowed_regions, **EXCEPT_PLATFORM)],
        )
        protect_data = ServiceControlPolicy(
            self,
            "ProtectData",
            policy_name="protect-data",
            description="Keys and backups outlive mistakes; nothing is made public",
            guardrails=[
                DataProtectionGuardrails.deny_key_deletion(**EXCEPT_PLATFORM),
                DataProtectionGuardrails.protect_backups(**EXCEPT_PLATFORM),
                PublicAccessGuardrails.deny_public_images(**EXCEPT_PLATFORM),
                PublicAccessGuardrails.deny_public_snapshots(**EXCEPT_PLATFORM),
                PublicAccessGuardrails.protect_s3_public_access_block(**EXCEPT_PLATFORM),
            ],
        )
        protect_network = ServiceControlPolicy(
            self,
            "ProtectNetwork",
            policy_name="protect-network",
            description="Ways to the internet are built by the network team",
            guardrails=[
                NetworkGuardrails.deny_internet_access(**EXCEPT_PLATFORM),
                NetworkGuardrails.deny_vpc_peering(**EXCEPT_PLATFORM),
            ],
        )
        sandbox_limits = ServiceControlPolicy(
            self,
            "SandboxLimits",
            policy_name="sandbox-limits",
            description="Small machines, and no long commitments",
            content=PolicyContent.from_file(str(POLICIES / "sandbox-limits.json")),
        )
        nothing = ServiceControlPolicy(
            self,
            "Nothing",
            policy_name="nothing",
            description="For accounts on their way out",
            guardrails=[AccountGuardrails.deny_everything(**EXCEPT_PLATFORM)],
        )

        organization.root.attach_policy(baseline)
        for unit in [security, infrastructure, workloads]:
            unit.attach_policy_set(protect_security_services)
        workloads.attach_policy(regions)
        workloads.attach_policy(protect_network)
        security.attach_policy(protect_data)
        prod.attach_policy(protect_data)
        sandbox.attach_policy(regions)
        sandbox.attach_policy(sandbox_limits)
        suspended.attach_policy(nothing)
        suspended.acknowledge_lock_out(
            "Nothing is deployed to accounts on their way out; the platform roles can still repair them"
        )

        # --- cost centers, with one spelling for reports
        cost_centers = Policy(
            self,
            "CostCenters",
            policy_name="cost-centers",
            policy_type=PolicyType.TAG_POLICY,
            content=PolicyContent.from_file(str(POLICIES / "cost-centers.json")),
        )
        organization.root.attach_policy(cost_centers)

        # --- delegated administrators of the security services
        security_tooling.delegate_administration(TrustedService.GUARDDUTY)
        security_tooling.delegate_administration(TrustedService.SECURITY_HUB)
        identity.delegate_administration(TrustedService.IAM_IDENTITY_CENTER)
        shared_services.delegate_administration(TrustedService.BACKUP)

        Tags.of(self).add("managed-by", "landing-zone")

    def _acknowledge_setup(self, service: TrustedService, reason: str) -> None:
        """Acknowledges the calls that a service needs besides trusted access, with the team that makes them.

        The stack acknowledges them, because earlier versions of aws-cdk-lib overlook acknowledgements on the construct itself.
        """
        warning = f"cdk-aws-organizations:service-setup/{service.service_principal}"
        Annotations.of(self).acknowledge_warning(warning, reason)

    def _add_unit(self, id: str, parent: IParent, name: str | None = None) -> OrganizationalUnit:
        """Adds a unit. An ID that changes makes another one: to rename it, keep its ID and give the new name."""
        return OrganizationalUnit(self, id, parent=parent, organizational_unit_name=name or id)

    def _add_account(self, id: str, parent: OrganizationalUnit, cost_center: str) -> Account:
        """Adds an account. `LogArchive` becomes the account `log-archive` with the email address `aws+log-archive@…`."""
        account_name = re.sub(r"(?<!^)([A-Z])", r"-\1", id).lower()
        account = Account(
            self, id, parent=parent, account_name=account_name, email=f"aws+{account_name}@{self._email_domain}"
        )
        Tags.of(account).add("cost-center", cost_center)
        return account

"""A small organization: the same constructs as in TypeScript, in Python's spelling."""
from aws_cdk import Annotations, Stack, Tags
from aws_cdk import aws_iam as iam
from cdk_aws_organizations import (
    Account, AccountGuardrails, ChildControl, Organization, OrganizationalUnit, PolicySet, ServiceControlPolicy, TagPolicy, TagPolicyTag,
    TrustedService, UsageGuardrails,
)
from constructs import Construct


class OrganizationStack(Stack):
    def __init__(self, scope: Construct, id: str, **kwargs) -> None:
        super().__init__(scope, id, **kwargs)
        organization = Organization(self, "Organization", trusted_services=[TrustedService.CLOUDTRAIL, TrustedService.GUARDDUTY])
        # The administrator of GuardDuty also has to be registered with GuardDuty in each Region (docs/trusted-services.md).
        Annotations.of(organization).acknowledge_warning(
            "cdk-aws-organizations:service-setup/guardduty.amazonaws.com",
            "The security team calls guardduty:EnableOrganizationAdminAccount",
        )
        workloads = OrganizationalUnit(self, "Workloads", parent=organization.root, organizational_unit_name="Workloads")
        shop = Account(self, "Shop", parent=workloads, account_name="shop", email="aws+shop@example.com")
        Tags.of(shop).add("cost-center", "shop")
        workloads.attach_policy(ServiceControlPolicy(
            self, "Baseline", policy_name="baseline",
            guardrails=[
                AccountGuardrails.deny_leaving_organization(),
                UsageGuardrails.deny_other_regions(allowed_regions=["eu-west-1"], exempt_principals=["arn:*:iam::*:role/platform/*"]),
            ],
            statements=[iam.PolicyStatement(effect=iam.Effect.DENY, actions=["kms:ScheduleKeyDeletion"], resources=["*"])],
        ))
        shop.delegate_administration(TrustedService.GUARDDUTY)
        organization.root.attach_policy(TagPolicy(
            self, "CostCenters", tags=[TagPolicyTag(tag_key="cost-center", values=["shop"])], child_control=ChildControl.NONE,
        ))
        organization.root.attach_policy_set(PolicySet(self, "Base", statements=[
            iam.PolicyStatement(effect=iam.Effect.DENY, actions=["iam:CreateUser"], resources=["*"]),
        ]))

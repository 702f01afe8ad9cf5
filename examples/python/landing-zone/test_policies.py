import pytest
from aws_cdk import App
from aws_cdk.assertions import Annotations, Match
from cdk_aws_organizations import OrganizationAssertions, PolicyType
from landing_zone_stack import LandingZoneStack


@pytest.fixture(scope="module")
def stack():
    return LandingZoneStack(
        App(), "LandingZone", email_domain="example.com", allowed_regions=["eu-central-1", "eu-west-1"]
    )


@pytest.fixture(scope="module")
def organization(stack):
    return OrganizationAssertions.from_stack(stack)


def test_every_warning_is_acknowledged(stack):
    assert Annotations.from_stack(stack).find_warning("*", Match.any_value()) == []


def test_workloads_run_only_in_the_allowed_regions(organization):
    developers = organization.every_account(under="Workloads").as_principal("role/Developer")
    developers.denies("ec2:RunInstances", {"aws:RequestedRegion": "us-west-1"})
    developers.allows("ec2:RunInstances", {"aws:RequestedRegion": "eu-west-1"})
    developers.allows("iam:CreateRole", {"aws:RequestedRegion": "us-east-1"})


def test_accounts_cannot_leave_the_organization_and_root_users_are_denied(organization):
    organization.every_account().as_principal("root").denies("s3:ListAllMyBuckets")
    organization.every_account().denies("organizations:LeaveOrganization")


@pytest.mark.parametrize("unit", ["Security", "Infrastructure", "Workloads"])
def test_only_the_platform_team_can_stop_a_trail(organization, unit):
    accounts = organization.every_account(under=unit).with_context("aws:RequestedRegion", "eu-west-1")
    accounts.as_principal("role/Administrator").denies("cloudtrail:StopLogging")
    accounts.as_principal("role/platform/Repair").allows("cloudtrail:StopLogging")


def test_sandboxes_have_only_small_instances(organization):
    blue = (
        organization.account("sandbox-blue")
        .as_principal("role/Researcher")
        .on_resource("arn:aws:ec2:eu-west-1::instance/*")
        .with_context("aws:RequestedRegion", "eu-west-1")
    )
    blue.denies("ec2:RunInstances", {"ec2:InstanceType": "p5.48xlarge"})
    blue.allows("ec2:RunInstances", {"ec2:InstanceType": "t3.micro"})


def test_accounts_are_in_the_right_units_and_have_a_cost_center(organization):
    organization.has_accounts(15)
    organization.account("log-archive").is_in("Security").has_tag("data-class", "audit")
    organization.every_account().has_tag("cost-center")
    effective = organization.account("shop-prod").effective_policy(PolicyType.TAG_POLICY)
    assert "shop" in effective["tags"]["cost-center"]["tag_value"]


def test_a_wrong_expectation_is_an_error(organization):
    with pytest.raises(Exception, match="expected to deny iam:CreateRole"):
        organization.account("shop-prod").as_principal("role/Developer").denies("iam:CreateRole")

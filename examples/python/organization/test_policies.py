import pytest
from aws_cdk import App
from cdk_aws_organizations import OrganizationAssertions
from organization_stack import OrganizationStack


@pytest.fixture(scope="module")
def organization():
    return OrganizationAssertions.from_stack(OrganizationStack(App(), "Organization"))


def test_workloads_run_in_the_allowed_regions_only(organization):
    developers = organization.every_account(under="Workloads").as_principal("role/Developer")
    developers.denies("ec2:RunInstances", {"aws:RequestedRegion": "us-west-1"})
    developers.allows("ec2:RunInstances", {"aws:RequestedRegion": "eu-west-1"})


def test_what_does_not_hold_is_an_error(organization):
    with pytest.raises(Exception, match="expected to deny s3:GetObject"):
        organization.account("shop").as_principal("role/Developer").denies("s3:GetObject", {"aws:RequestedRegion": "eu-west-1"})


def test_accounts_and_units(organization):
    organization.has_accounts(1)
    organization.account("shop").is_in("Workloads").has_tag("cost-center", "shop")
    organization.organizational_unit("Workloads").has_policy("baseline")

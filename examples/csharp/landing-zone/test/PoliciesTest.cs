using System;
using System.Collections.Generic;
using Amazon.CDK;
using Amazon.CDK.Assertions;
using CdkAwsOrganizations;
using Xunit;

namespace LandingZone.Tests
{
    public class Zone
    {
        public Zone()
        {
            Stack = new LandingZoneStack(new App(), "LandingZone", new LandingZoneStackProps
            {
                EmailDomain = "example.com",
                AllowedRegions = new[] { "eu-central-1", "eu-west-1" },
            });
            Organization = OrganizationAssertions.FromStack(Stack);
        }

        public LandingZoneStack Stack { get; }

        public OrganizationAssertions Organization { get; }
    }

    public class PoliciesTest : IClassFixture<Zone>
    {
        private readonly LandingZoneStack stack;
        private readonly OrganizationAssertions organization;

        public PoliciesTest(Zone zone)
        {
            stack = zone.Stack;
            organization = zone.Organization;
        }

        [Fact]
        public void EveryWarningIsAcknowledged()
        {
            Assert.Empty(Amazon.CDK.Assertions.Annotations.FromStack(stack).FindWarning("*", Match.AnyValue()));
        }

        [Fact]
        public void WorkloadsRunOnlyInTheAllowedRegions()
        {
            Under("Workloads").AsPrincipal("role/Developer")
                .Denies("ec2:RunInstances", Context("aws:RequestedRegion", "us-west-1"))
                .Allows("ec2:RunInstances", Context("aws:RequestedRegion", "eu-west-1"))
                .Allows("iam:CreateRole", Context("aws:RequestedRegion", "us-east-1"));
        }

        [Fact]
        public void AccountsCannotLeaveTheOrganizationAndRootUsersAreDenied()
        {
            organization.EveryAccount().AsPrincipal("root").Denies("s3:ListAllMyBuckets");
            organization.EveryAccount().Denies("organizations:LeaveOrganization");
        }

        [Theory]
        [InlineData("Security")]
        [InlineData("Infrastructure")]
        [InlineData("Workloads")]
        public void OnlyThePlatformTeamCanStopATrail(string unit)
        {
            var accounts = Under(unit).WithContext("aws:RequestedRegion", "eu-west-1");
            accounts.AsPrincipal("role/Administrator").Denies("cloudtrail:StopLogging");
            accounts.AsPrincipal("role/platform/Repair").Allows("cloudtrail:StopLogging");
        }

        [Fact]
        public void SandboxesHaveOnlySmallInstances()
        {
            var blue = organization.Account("sandbox-blue").AsPrincipal("role/Researcher")
                .OnResource("arn:aws:ec2:eu-west-1::instance/*")
                .WithContext("aws:RequestedRegion", "eu-west-1");
            blue.Denies("ec2:RunInstances", Context("ec2:InstanceType", "p5.48xlarge"));
            blue.Allows("ec2:RunInstances", Context("ec2:InstanceType", "t3.micro"));
        }

        [Fact]
        public void AccountsAreInTheRightUnitsAndHaveACostCenter()
        {
            organization.HasAccounts(15);
            organization.Account("log-archive").IsIn("Security").HasTag("data-class", "audit");
            organization.EveryAccount().HasTag("cost-center");
        }

        [Fact]
        public void AWrongExpectationIsAnError()
        {
            var developer = organization.Account("shop-prod").AsPrincipal("role/Developer");
            var error = Assert.ThrowsAny<Exception>(() => developer.Denies("iam:CreateRole"));
            Assert.Contains("expected to deny iam:CreateRole", error.Message);
        }

        private AccountAssertions Under(string unit)
        {
            return organization.EveryAccount(new AccountSelection { Under = unit });
        }

        private static IDictionary<string, string> Context(string key, string value)
        {
            return new Dictionary<string, string> { [key] = value };
        }
    }
}
